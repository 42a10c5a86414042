import { z } from 'zod';
import { CommandId, SourceId } from '$lib/domain/core/ids';
import { LooseText, Text } from '$lib/domain/core/text';

/**
 * What a person received at a desk (phone, press, street), without the caller's name. In an exercise also what its
 * leader adds by hand.
 */
export const DeskPost = z.strictObject({
	source: SourceId,
	text: Text(4000, 'quotedWords'),
	place: LooseText(120, 'quotedWords').nullable(),
	/** The simulated author of a post that is put into an exercise by hand; null at a desk. */
	author: Text(80, 'name').nullable()
});
export type DeskPost = z.infer<typeof DeskPost>;

/** The request: its id ensures that the post is stored once, however often it is sent. */
export const DeskPostRequest = z.strictObject({ id: CommandId, input: DeskPost });

/** The name under which it waits in the outbox among the commands; posts have an endpoint of their own. */
export const DESK_POST = 'post.hear';
