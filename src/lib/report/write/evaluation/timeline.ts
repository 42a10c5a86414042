import * as m from '../../../messages';
import type { CameIn, TimelineStep, WeDid } from '$lib/domain/evaluation/timeline';
import type { Moment } from '$lib/domain/core/ids';
import type { Words } from '$lib/i18n/words';
import { reasonWords } from '../alert-words';
import { writeOwnWords } from '../own-words';
import type { EvaluationLine, EvaluationTable } from './document';

/** Of own texts as many whole sentences; the line links to the whole text. */
const MAX_TEXT_LENGTH = 120;

/** What came in and what we did, beside each other. */
export function timelineTable(
	timeline: readonly TimelineStep[],
	when: (at: Moment) => string,
	words: Words
): EvaluationTable {
	const { t } = words;
	return {
		columns: [
			{ id: 'time', label: t(m.evaluation.columns.time), kind: 'head' },
			{ id: 'cameIn', label: t(m.evaluation.columns.cameIn), kind: 'wide' },
			{ id: 'weDid', label: t(m.evaluation.columns.weDid), kind: 'wide' }
		],
		rows: timeline.map(({ from, posts, cameIn, weDid }) => ({
			key: from,
			cells: [
				[
					{ text: when(from) },
					{
						text: t(m.evaluation.posts, { count: posts }),
						to: `?view=search&from=${from}&to=${endOf(from)}`,
						subtle: true
					}
				],
				cameIn.map((item) => cameInLine(item, words)),
				weDid.map((item) => weDidLine(item, words))
			]
		}))
	};
}

const endOf = (from: Moment): string => new Date(Date.parse(from) + 600_000).toISOString();

function cameInLine(item: CameIn & { readonly at: Moment }, words: Words): EvaluationLine {
	const { t } = words;
	switch (item.what) {
		case 'need':
		case 'rumour':
		case 'high':
			return {
				before: t(m.evaluation.cameIn[item.what]),
				text: item.text,
				dutch: true,
				to: `/findings/${item.finding}`
			};
		case 'peak':
			return { text: t(m.evaluation.cameIn.peak, { posts: item.posts }), to: '/charts' };
		case 'alert':
			return { text: reasonWords(item.reason, words) };
		case 'circumstance':
			return {
				before: `${item.channel}:`,
				text: writeOwnWords(item.channel, item.text, MAX_TEXT_LENGTH),
				dutch: true,
				to: '/findings#actions'
			};
	}
}

function weDidLine(item: WeDid & { readonly at: Moment }, { t, list }: Words): EvaluationLine {
	switch (item.what) {
		case 'fact':
			return { before: t(m.evaluation.weDid.fact), text: item.text, dutch: true, to: '/findings#facts' };
		case 'text': {
			const channels = list(item.channels.map((channel) => t(m.officialText.channel[channel])));
			const kind = capital(t(m.officialText.kind[item.kind]));
			return {
				before: t(m.evaluation.weDid.text, { kind, channels }),
				text: item.about,
				dutch: true,
				to: `/texts/${item.text}`
			};
		}
		case 'verdict': {
			const verdict = t(m.stream.findings.verdicts[item.verdict]);
			return {
				before: t(m.evaluation.weDid.verdict, { verdict }),
				text: item.text,
				dutch: true,
				to: `/findings/${item.finding}`
			};
		}
		case 'answer':
			return { before: t(m.evaluation.weDid.answer), text: item.text, dutch: true, to: `/findings/${item.finding}` };
		case 'report':
			return {
				text: t(item.isWithdrawn ? m.evaluation.weDid.reportWithdrawn : m.evaluation.weDid.report, {
					number: item.number
				}),
				to: `/report/${String(item.number)}`
			};
		case 'advice': {
			const outcome = t(m.evaluation.outcomes[item.outcome]);
			return { before: t(m.evaluation.weDid.advice, { outcome }), text: item.text, dutch: true, to: '/table' };
		}
		case 'phase':
			return { text: t(m.evaluation.weDid.phase, { phase: t(m.incident.phases[item.phase]) }) };
		case 'grip':
			return {
				text: item.grip === 0 ? t(m.evaluation.weDid.noGrip) : t(m.evaluation.weDid.grip, { grip: item.grip })
			};
		case 'warning':
		case 'action':
			return {
				before: t(m.evaluation.weDid[item.what], { channel: item.channel }),
				text: writeOwnWords(item.channel, item.text, MAX_TEXT_LENGTH),
				dutch: true,
				to: '/findings#actions'
			};
	}
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
