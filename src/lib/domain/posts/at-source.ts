import { z } from 'zod';

const Count = z.int().nonnegative();

/** How many of some posts are no longer what they were at their source: edited there, or gone. A post that was edited and then deleted is gone. */
export const AtSource = z.object({ edited: Count, gone: Count });
export type AtSource = z.infer<typeof AtSource>;

/** What became of one post at its source. */
export const SourceChange = z.enum(['edited', 'gone']);
export type SourceChange = z.infer<typeof SourceChange>;

/** Nothing of it stands at its source any more. */
export const isAllGone = (posts: number, { gone }: Readonly<AtSource>): boolean => posts > 0 && gone >= posts;

/** Undefined where nothing changed: what was said of it before there was such a thing reads back as it was. */
export function atSourceOf(changes: Iterable<SourceChange | null>): AtSource | undefined {
	const sum = { edited: 0, gone: 0 };
	for (const change of changes) if (change !== null) sum[change] += 1;
	return sum.edited + sum.gone === 0 ? undefined : sum;
}

/** An earlier text of a post, until when it stood, and whether the post was gone then. */
interface Earlier {
	readonly text: string;
	readonly until: string;
	readonly deleted: boolean;
}
/** What a post said before, newest first, without what a deletion left as it was. */
export const otherTexts = <Text extends Earlier>({
	text,
	earlier
}: {
	readonly text: string;
	readonly earlier: readonly Text[];
}): Text[] => earlier.filter((one, at) => one.text !== (earlier[at - 1]?.text ?? text));
/** Since when it is gone at its source; null while it is not, and where that is not kept. */
export const goneSince = <Text extends Earlier>({
	deleted,
	earlier
}: {
	readonly deleted: boolean;
	readonly earlier: readonly Text[];
}): Text['until'] | null => (deleted ? (earlier.find((one) => !one.deleted)?.until ?? null) : null);
