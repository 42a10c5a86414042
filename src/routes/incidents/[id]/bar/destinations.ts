import * as m from '$lib/messages';
import type { ComponentProps } from 'svelte';
import type { Desk } from '$lib/desk/desk.svelte';
import { waitingReplies } from '$lib/domain/partner/question';
import { unreadSignals } from '$lib/domain/partner/signal';
import { outageViews } from '$lib/desk/views/outages';
import { isOpen } from '$lib/domain/findings/finding';
import { unansweredNeeds } from '$lib/domain/findings/need';
import { firstPageOf } from '$lib/domain/waiting/first-page';
import type { Words } from '$lib/i18n/words';
import type TopBar from '$lib/ui/layout/TopBar.svelte';
import { reportCountdown } from './report-due';

type Destination = NonNullable<ComponentProps<typeof TopBar>['nav']>[number];
/** How many items wait at a destination, and why they need attention. */
interface WaitingCount {
	readonly count?: string;
	readonly attention?: string;
}

/**
 * Where one can go in an incident, the most used first: the bar folds from the end (`fold`).
 * @param at the path behind the incident's address
 */
export function destinationsOf(desk: Desk, at: string, words: Words): readonly Destination[] {
	const { t, number } = words;
	const base = `/incidents/${desk.incident}`;
	const { state, figures } = desk.store;
	const rumours = [...state.rumours.values()].filter(isOpen).length;
	const out = outageViews(state).length;
	const silent = out > 0 ? t(m.incident.nav.out, { count: out }) : undefined;
	const counted = (count: number | undefined): string => (count ? number(count) : '');
	const to = (path: string) => ({ href: `${base}/${path}`, current: at.startsWith(`/${path}`) });
	const waits = { ...to('waiting'), label: t(m.waits.name), count: counted(desk.work.mine.length) };
	const startsInStream = firstPageOf(desk.reader.roles) === 'stream';
	return [
		...(startsInStream ? [] : [waits]),
		{ href: streamOf(desk), label: t(m.stream.title), count: counted(figures?.queue.waiting), current: at === '' },
		{ ...to('needs'), label: t(m.navigation.needs), count: counted(unansweredNeeds(state).length) },
		{ ...to('rumours'), label: t(m.navigation.rumours), count: counted(rumours) },
		{ ...to('texts'), label: t(m.navigation.texts), fold: 'narrow' },
		{ ...to('report'), label: t(m.incident.nav.report), fold: 'narrow', ...reportDue(desk, words) },
		{ ...to('charts'), label: t(m.navigation.charts), fold: 'medium' },
		{ ...to('findings'), label: t(m.findings.title), fold: 'medium' },
		{
			...to('sources'),
			label: t(m.navigation.sources),
			fold: 'medium',
			...(silent === undefined ? {} : { count: silent, attention: `${t(m.navigation.sources)}: ${silent}` })
		},
		...(state.incident?.neighbourhoods.length
			? [{ ...to('neighbourhoods'), label: t(m.navigation.neighbourhoods), fold: 'always' as const }]
			: []),
		...(startsInStream ? [{ ...waits, fold: 'always' as const }] : []),
		{ ...to('table'), label: t(m.navigation.table), fold: 'always' },
		{ ...to('phone'), label: t(m.navigation.phone), fold: 'always' },
		{ ...to('partners'), label: t(m.navigation.partners), fold: 'always', ...partnersWaiting(desk, words) },
		{ ...to('handover'), label: t(m.navigation.handover), fold: 'always' },
		...(state.incident?.ended ? [{ ...to('debrief'), label: t(m.navigation.debrief), fold: 'always' as const }] : []),
		...((state.incident?.closed ?? state.incident?.ended)
			? [{ ...to('evaluation'), label: t(m.navigation.evaluation), fold: 'always' as const }]
			: []),
		{ ...to('settings'), label: t(m.incident.nav.settings), fold: 'always' }
	];
}

/** Unhandled input of partners: signals to read and answers to take over. */
function partnersWaiting(desk: Desk, { t, number }: Words): WaitingCount {
	const { state } = desk.store;
	const count = unreadSignals(state).length + waitingReplies(state, desk.clock.wall()).length;
	return count === 0
		? {}
		: { count: number(count), attention: `${t(m.navigation.partners)}: ${t(m.partners.waits, { count })}` };
}

/** The stream's address: the incident's own, unless that leads this person to what waits for them. */
export const streamOf = ({ incident, reader }: Pick<Desk, 'incident' | 'reader'>): string =>
	`/incidents/${incident}${firstPageOf(reader.roles) === 'stream' ? '' : '?view=waiting'}`;

/** When the next report is due, in short form; marked when urgent. */
function reportDue(desk: Desk, { t, duration }: Words): WaitingCount {
	const countdown = reportCountdown(desk);
	if (countdown === null) return {};
	const { number, left: remaining, stage } = countdown;
	const minutes = Math.abs(remaining) / 60_000;
	const hours = Math.round(minutes / 60);
	const count =
		stage === 'late' || stage === 'now'
			? t(m.incident.due[`${stage}Short`])
			: minutes < 100
				? t(m.common.duration.minutes, { minutes })
				: hours < 48
					? t(m.common.duration.hours, { hours })
					: t(m.common.duration.days, { days: Math.floor(minutes / (24 * 60)) });
	const words =
		stage === 'late'
			? t(m.incident.due.late, { duration: duration(-remaining) })
			: stage === 'now'
				? t(m.incident.due.now)
				: duration(remaining);
	return stage === 'far' ? { count } : { count, attention: `${t(m.incident.due.name, { number })} ${words}` };
}
