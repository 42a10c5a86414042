import * as m from '$lib/messages';
import { isolated } from '$lib/i18n/isolated';
import { generateAtomFeed } from 'feedsmith';
import type { IncidentId, Moment } from '$lib/domain/core/ids';
import type { ReadState } from '$lib/domain/core/state';
import { inXml } from '$lib/domain/core/text';
import { sentencesOf } from '$lib/domain/core/texts/sentences';
import type { ReportVersion } from '$lib/domain/report/version';
import type { Report } from '$lib/domain/report/content';
import type { Words } from '$lib/i18n/words';
import type { Replacement } from '$lib/domain/findings/fact';
import { replacementForOutside, type MaskOutside } from '$lib/domain/report/for-outside';
import { textOf } from '$lib/report/write/flow';
import { writeReplacement } from '$lib/report/write/replaced';
import { paragraphs } from '$lib/report/write/report-context';
import { titleOf } from '$lib/report/write/write-report';
import { systemSubjectId } from '$lib/server/log/execute/system-command';
import type { IsOwnHost } from '$lib/domain/installation/own-hosts';
import { publicTexts, type PublicText } from './published';

/** What a reader can subscribe to. */
export type FeedName = 'texts' | 'reports';

/** Everything around the entries of a feed. */
interface FeedSetting {
	readonly incident: IncidentId;
	readonly title: string;
	readonly opened: Moment;
	/** The whole address of the link's pages. */
	readonly base: string;
	/** The sender. */
	readonly organisation: string;
	readonly words: Words;
	readonly mask: MaskOutside;
	readonly isOwnHost: IsOwnHost;
}

/** The most entries: what a reader that comes for the first time gets. */
const MAX_ENTRIES = 50;

/** Without the end of a CDATA section, which would end ours. */
const xmlSafe = (text: string): string => inXml(text).replaceAll(']]>', ']] >');

interface Entry {
	/** A UUID that stays the same for ever. */
	readonly id: string;
	readonly title: string;
	readonly published: Moment;
	readonly updated: Moment;
	readonly text: string;
	/** Where people read it. */
	readonly addresses: readonly string[];
	readonly categories: readonly { readonly term: string; readonly label: string }[];
}

/** A feed by RFC 4287. Its words are Dutch in every language. */
function feedOf(name: FeedName, { incident, title, opened, base, organisation, words }: FeedSetting, all: Entry[]) {
	const { t, language } = words;
	const query = language === 'en' ? '?lang=en' : '';
	return generateAtomFeed({
		id: `urn:uuid:${systemSubjectId(incident, 'feed', name)}`,
		title: { value: xmlSafe(t(m.partner.feeds.titles[name], { title })), type: 'text' },
		updated: all.map(({ updated }) => updated).reduce((last, at) => (last < at ? at : last), opened),
		authors: [{ name: xmlSafe(organisation) }],
		links: [
			{ rel: 'self', href: `${base}/${name}.atom${query}`, type: 'application/atom+xml' },
			{ rel: 'alternate', href: `${base}${query}`, type: 'text/html' }
		],
		entries: all.map(({ id, title, published, updated, text, addresses, categories }) => ({
			id: `urn:uuid:${id}`,
			title: { value: xmlSafe(title), type: 'text' },
			published,
			updated,
			links: addresses.map((href, at) => ({ rel: at === 0 ? 'alternate' : 'related', href })),
			categories: categories.map(({ term, label }) => ({ term, label: xmlSafe(label) })),
			content: { value: xmlSafe(text), type: 'text', xml: { lang: 'nl' } }
		}))
	});
}

/** A replaced fact with the one that is valid now, as people outside read them. */
const replacementIn = ({ words, mask }: FeedSetting, of: Replacement, now: Moment): string =>
	textOf(writeReplacement(replacementForOutside(of, mask), words, now));

/** Published texts with whether they still hold. The title starts with what is so, never with a claim. */
export function textsFeed(state: ReadState, setting: FeedSetting): string {
	const { t, date, time } = setting.words;
	const entryOf = ({ text, state: textStatus, updated, published, wordings, replaced }: PublicText): Entry => {
		const kind = t(m.officialText.kind[text.kind]);
		const stateLabel = textStatus === 'standing' ? [] : [t(m.partner.feeds.states[textStatus])];
		const parts = wordings.map(({ channels, words, at }) => {
			const where = channels.map((channel) => t(m.officialText.channel[channel])).join(', ');
			return `${where} (${t(m.common.dayAndTime, { day: date(at), time: time(at) })}):\n${words}`;
		});
		const addresses = [...new Set(wordings.flatMap((wording) => wording.addresses))];
		return {
			id: text.id,
			title: [...stateLabel, `${kind}: ${isolated(sentencesOf(wordings[0]?.words ?? '')[0] ?? '')}`].join(' – '),
			published,
			updated,
			text: [
				...(textStatus === 'standing' ? [] : [t(m.partner.feeds.notices[textStatus])]),
				...replaced.map((each) => replacementIn(setting, each, updated)),
				...parts
			].join('\n\n'),
			addresses: addresses.length > 0 ? addresses : [setting.base],
			categories: [
				{ term: text.kind, label: kind },
				{ term: textStatus, label: t(m.partner.feeds.states[textStatus]) }
			]
		};
	};
	return feedOf('texts', setting, publicTexts(state, setting.isOwnHost).slice(0, MAX_ENTRIES).map(entryOf));
}

/** Released reports with their summary; a withdrawn one says so and has none. */
export function reportsFeed(
	versions: readonly {
		readonly version: Readonly<ReportVersion>;
		readonly report: Report;
		/** Its facts that were replaced since. */
		readonly replaced: readonly Replacement[];
	}[],
	setting: FeedSetting
): string {
	const { t, time } = setting.words;
	const entryOf = ({
		version: { number, moment, released, withdrawn },
		report,
		replaced
	}: (typeof versions)[number]): Entry => {
		const status = withdrawn ? 'withdrawn' : 'standing';
		const name = t(m.partner.documentTitle, { number, time: time(moment), title: titleOf(report) });
		return {
			id: systemSubjectId(setting.incident, 'report', String(number)),
			title: withdrawn ? `${t(m.partner.feeds.states.withdrawn)} – ${name}` : name,
			published: released.at,
			updated:
				withdrawn?.at ?? replaced.map((each) => each.at).reduce((last, at) => (last < at ? at : last), released.at),
			text: withdrawn
				? t(m.partner.withdrawn.use)
				: [
						...replaced.map((each) => replacementIn(setting, each, moment)),
						...paragraphs(report.brief.text ?? '')
					].join('\n'),
			addresses: [`${setting.base}/${number}${setting.words.language === 'en' ? '?lang=en' : ''}`],
			categories: [{ term: status, label: t(m.partner.feeds.states[status]) }]
		};
	};
	return feedOf('reports', setting, versions.map(entryOf));
}
