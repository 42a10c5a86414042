/** Right and wrong answers, and the two shares computed from them. */
export interface Counts {
	hit: number;
	wrong: number;
	missed: number;
}

/** Precision: the share of the given answers that is right. */
export const precision = ({ hit, wrong }: Counts): number => (hit + wrong === 0 ? 1 : hit / (hit + wrong));

/** Recall: the share of the expected answers that was given. */
export const recall = ({ hit, missed }: Counts): number => (hit + missed === 0 ? 1 : hit / (hit + missed));

export const shown = (counts: Counts): string =>
	`precision ${precision(counts).toFixed(3)}, recall ${recall(counts).toFixed(3)} (${counts.hit} hit, ${counts.wrong} wrong, ${counts.missed} missed)`;
