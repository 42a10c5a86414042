import * as m from '$lib/messages';
import type { Moment } from '$lib/domain/core/ids';
import { pseudonym } from '$lib/domain/stories/pseudonym';
import type { Words } from '$lib/i18n/words';
import type { DataAboutSender } from './data-about-sender';

interface Letter {
	readonly organisation: string | null;
	readonly incident: string;
	readonly now: Moment;
	readonly found: DataAboutSender;
	/** `shown`: what is held; `removed`: what was held, and is not any more. */
	readonly outcome: 'shown' | 'removed';
	/** When the rest goes by itself; `gone` once it did, null while the incident is open or held. */
	readonly rest: Moment | 'gone' | null;
}

/** An answer to the person who asked, ready to send: what is held or was removed, and what stays. */
export function requestLetter({ organisation, incident, now, found, outcome, rest }: Letter, words: Words): string {
	const { t, date, moment, language } = words;
	const senderLines = found.senders.flatMap((sender) => [
		t(m.request.letter.sender, {
			platform: t(m.stream.platforms[sender.platform]),
			pseudonym: pseudonym(sender.number, language)
		}),
		...(sender.handle ? [`- ${t(m.request.letter.handle, { handle: sender.handle })}`] : []),
		...(sender.name ? [`- ${t(m.request.letter.name, { name: sender.name })}`] : []),
		...(sender.followers === null ? [] : [`- ${t(m.request.letter.followers, { followers: sender.followers })}`]),
		`- ${t(m.request.letter.posts, { posts: sender.posts, versions: sender.versions })}`,
		...(outcome === 'shown'
			? sender.texts.map(({ text, at, url }) => `  ${moment(at, now)}: ${text}${url === null ? '' : ` (${url})`}`)
			: []),
		...(outcome === 'shown' && sender.posts > sender.texts.length
			? [`  ${t(m.request.letter.more, { count: sender.posts - sender.texts.length })}`]
			: []),
		`- ${t(m.request.letter.quotes, { quotes: sender.quotes })}`
	]);
	return [
		t(m.request.letter.opening, { organisation: organisation ?? t(m.common.product), date: date(now) }),
		'',
		found.senders.length === 0 ? t(m.request.letter.none, { incident }) : t(m.request.letter[outcome], { incident }),
		...senderLines,
		...(found.mentions > 0 ? ['', t(m.request.letter.mentions, { count: found.mentions })] : []),
		'',
		t(m.request.letter.stays),
		...(found.senders.some(({ released }) => released > 0) ? [t(m.request.letter.released)] : []),
		rest === 'gone'
			? t(m.request.letter.gone)
			: rest === null
				? t(m.request.letter.untilClosed)
				: t(m.request.letter.until, { date: date(rest) }),
		t(m.request.letter.complain)
	].join('\n');
}
