import { z } from 'zod';
import { CommandId, SourceId } from '$lib/domain/core/ids';
import { LooseText, Text } from '$lib/domain/core/text';

/** What somebody heard at a desk (phone, press, street): the caller's name is not asked. In an exercise also what its leader puts in by hand. */
export const DeskPost = z.strictObject({
	source: SourceId,
	text: Text(4000),
	place: LooseText(120).nullable(),
	/** Who is made to say it, where a post is put into an exercise by hand; nobody at a desk. */
	author: Text(80).nullable()
});
export type DeskPost = z.infer<typeof DeskPost>;

/** As it is sent: the id makes that it is stored once, however often it comes. */
export const DeskPostRequest = z.strictObject({ id: CommandId, input: DeskPost });

/** Under this name it waits on a device among the commands; posts have a way in of their own. */
export const DESK_POST = 'post.hear';
