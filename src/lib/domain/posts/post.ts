import { z } from 'zod';
import { event } from '../core/event';
import { BatchId, SourceId } from '../core/ids';

/** Names a batch, not its posts: the log stays small in a flood. Changes nothing in the state; replay skips it. */
export const postsArrived = event('posts.arrived', {
	data: () => z.object({ batch: BatchId, source: SourceId, count: z.int().positive() }),
	evolve() {
		// Posts are in tables.
	}
});
