import * as m from '../../messages';
import { shareOf, type Report, type RumourLine } from '$lib/domain/report/content';
import type { Words } from '$lib/i18n/words';
import { sentence } from './pen';

/** What the machine proposes, and from what: shown as a proposal, never counted before a person accepts it. */
interface Proposal {
	readonly sentences: readonly string[];
	readonly from: readonly string[];
}

/**
 * The summary of the picture, by rules: the two most urgent open needs, the rumour with the highest risk, and the most
 * frequent emotion where n is large enough for a share. Null when there is nothing to report.
 */
export function proposeBrief(report: Report, words: Words): Proposal | null {
	const { t } = words;
	const sentences: string[] = [];
	const from: string[] = [];
	const quote = (text: string) => t(m.report.document.proposal.quote, { text });
	const asked = report.information.needs.filter(({ state, posts }) => state !== 'answered' && posts > 0).slice(0, 2);
	if (asked.length > 0) {
		sentences.push(
			t(m.report.document.proposal.needs, { questions: words.list(asked.map(({ text }) => quote(text))) })
		);
		from.push(t(m.report.document.proposal.from.needs));
	}
	const [rumour] = report.limitation.rumours;
	if (rumour) {
		sentences.push(tell(rumour, words, quote(rumour.text)));
		from.push(t(m.report.document.proposal.from.rumour));
	}
	const { n, parts } = report.meaning.emotions;
	const [first] = parts;
	const share = first ? shareOf(first.posts, n) : null;
	if (first && share !== null) {
		const emotion = t(m.labelKinds.emotion.values[first.key]);
		sentences.push(t(m.report.document.proposal.emotion, { emotion, percent: words.percent(share), n }));
		from.push(t(m.report.document.proposal.from.emotion));
	}
	return sentences.length === 0 ? null : { sentences: sentences.map(sentence), from };
}

function tell({ verdict, verifying, posts }: RumourLine, { t }: Words, claim: string): string {
	if (verdict) return t(m.report.document.proposal.rumour[verdict.verdict], { claim, posts, source: verdict.source });
	if (verifying) return t(m.report.document.proposal.rumour.verifying, { claim, posts, body: verifying.body });
	return t(m.report.document.proposal.rumour.open, { claim, posts });
}
