import * as m from '../../messages';
import { asSentence } from '$lib/domain/core/texts/sentences';
import { areAskedMost, type Report, type RumourLine } from '$lib/domain/report/content';
import type { Words } from '$lib/i18n/words';

/** What the program proposes, and what it is derived from. Not counted before a person accepts it. */
interface Proposal {
	readonly sentences: readonly string[];
	readonly from: readonly string[];
}

/**
 * The summary of the picture, by rules: the two most urgent open needs, and the rumour with the highest risk. Null when
 * there is nothing to report.
 */
export function proposeBrief(report: Report, words: Words): Proposal | null {
	const { t } = words;
	const sentences: string[] = [];
	const from: string[] = [];
	const quote = (text: string) => t(m.report.document.proposal.quote, { text });
	const needs = report.information.needs.filter(({ state, posts }) => state !== 'answered' && posts > 0).slice(0, 2);
	if (needs.length > 0) {
		sentences.push(
			t(m.report.document.proposal[areAskedMost(needs, report) ? 'needs' : 'asked'], {
				questions: words.list(needs.map(({ text }) => quote(text)))
			})
		);
		from.push(t(m.report.document.proposal.from.needs));
	}
	const [rumour] = report.limitation.rumours;
	if (rumour) {
		sentences.push(rumourSentence(rumour, words, quote(rumour.text)));
		from.push(t(m.report.document.proposal.from.rumour));
	}
	return sentences.length === 0 ? null : { sentences: sentences.map(asSentence), from };
}

function rumourSentence({ verdict, verifying, posts }: RumourLine, { t }: Words, claim: string): string {
	if (verdict) return t(m.report.document.proposal.rumour[verdict.verdict], { claim, posts, source: verdict.source });
	if (verifying) return t(m.report.document.proposal.rumour.verifying, { claim, posts, body: verifying.body });
	return t(m.report.document.proposal.rumour.open, { claim, posts });
}
