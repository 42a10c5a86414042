import { z } from 'zod';

const Count = z.int().nonnegative();

/**
 * How many of some posts were edited at their source, or deleted there. A post that was edited and then deleted counts
 * as gone.
 */
export const AtSource = z.object({ edited: Count, gone: Count });
export type AtSource = z.infer<typeof AtSource>;

/** What happened to one post at its source. */
export const SourceChange = z.enum(['edited', 'gone']);
export type SourceChange = z.infer<typeof SourceChange>;

/** All of these posts are gone at their source. */
export const isAllGone = (posts: number, { gone }: Readonly<AtSource>): boolean => posts > 0 && gone >= posts;

/** Undefined where nothing changed, so that content from before this field existed parses to the same value. */
export function atSourceOf(changes: Iterable<SourceChange | null>): AtSource | undefined {
	const sum = { edited: 0, gone: 0 };
	for (const change of changes) if (change !== null) sum[change] += 1;
	return sum.edited + sum.gone === 0 ? undefined : sum;
}

/** An earlier text of a post, until when it was published, and whether the post was gone then. */
interface EarlierText {
	readonly text: string;
	readonly until: string;
	readonly deleted: boolean;
}
/** The earlier texts of a post, newest first, without those that a deletion left unchanged. */
export const otherTexts = <Text extends EarlierText>({
	text,
	earlier
}: {
	readonly text: string;
	readonly earlier: readonly Text[];
}): Text[] => earlier.filter((one, at) => one.text !== (earlier[at - 1]?.text ?? text));
/** Since when it is gone at its source; null when it is not, or when that is unknown. */
export const goneSince = <Text extends EarlierText>({
	deleted,
	earlier
}: {
	readonly deleted: boolean;
	readonly earlier: readonly Text[];
}): Text['until'] | null => (deleted ? (earlier.find((one) => !one.deleted)?.until ?? null) : null);
