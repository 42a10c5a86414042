import type { ComponentProps } from 'svelte';
import type { Desk } from '$lib/desk/desk.svelte';
import { rules } from '$lib/desk/sync/rules.svelte';
import { outageViews } from '$lib/desk/views/outages';
import { isOpen } from '$lib/domain/findings/finding';
import { unansweredNeeds } from '$lib/domain/findings/need';
import { firstPageOf } from '$lib/domain/waiting/first-page';
import type { Words } from '$lib/i18n/words';
import type TopBar from '$lib/ui/layout/TopBar.svelte';
import { reportCountdown } from './report-due';

type Destination = NonNullable<ComponentProps<typeof TopBar>['nav']>[number];
/** How many wait at a destination, and why they ask attention. */
interface Waiting {
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
	const silent = out > 0 ? t('incident.nav.out', { count: out }) : undefined;
	const counted = (count: number | undefined): string => (count ? number(count) : '');
	const to = (path: string) => ({ href: `${base}/${path}`, current: at.startsWith(`/${path}`) });
	const waits = { ...to('waiting'), label: t('waits.name'), count: counted(desk.work.mine.length) };
	const startsInStream = firstPageOf(desk.roles) === 'stream';
	return [
		...(startsInStream ? [] : [waits]),
		{ href: streamOf(desk), label: t('stream.title'), count: counted(figures?.queue.waiting), current: at === '' },
		{ ...to('needs'), label: t('needs.title'), count: counted(unansweredNeeds(state).length) },
		{ ...to('rumours'), label: t('rumours.title'), count: counted(rumours) },
		{ ...to('texts'), label: t('texts.nav'), fold: 'narrow' },
		{ ...to('report'), label: t('incident.nav.report'), fold: 'narrow', ...reportDue(desk, words) },
		...(desk.lookBack === null && state.incident?.closed
			? [
					{
						href: `${base}?at=${encodeURIComponent(state.incident.start)}`,
						label: t('lookBack.title'),
						fold: 'narrow' as const
					}
				]
			: []),
		{ ...to('charts'), label: t('charts.title'), fold: 'medium' },
		{ ...to('findings'), label: t('findings.title'), fold: 'medium' },
		{
			...to('sources'),
			label: t('sources.title'),
			fold: 'medium',
			...(silent === undefined ? {} : { count: silent, attention: `${t('sources.title')}: ${silent}` })
		},
		...(state.incident?.neighbourhoods.length
			? [{ ...to('map'), label: t('map.title'), fold: 'always' as const }]
			: []),
		...(startsInStream ? [{ ...waits, fold: 'always' as const }] : []),
		{ ...to('table'), label: t('table.title'), fold: 'always' },
		{ ...to('phone'), label: t('phone.nav'), fold: 'always' },
		{ ...to('partners'), label: t('partners.title'), fold: 'always', ...partnersWaiting(desk, words) },
		{ ...to('handover'), label: t('handover.title'), fold: 'always' },
		...(state.incident?.ended ? [{ ...to('debrief'), label: t('debrief.title'), fold: 'always' as const }] : []),
		...((state.incident?.closed ?? state.incident?.ended)
			? [{ ...to('evaluation'), label: t('evaluation.title'), fold: 'always' as const }]
			: []),
		{ ...to('settings'), label: t('incident.nav.settings'), fold: 'always' }
	];
}

/** What partners sent and nobody handled yet: signals to read, and answers to take over. */
function partnersWaiting(desk: Desk, { t, number }: Words): Waiting {
	const { state } = desk.store;
	if (!rules.parts) return {};
	const { unreadSignals, waitingReplies } = rules.parts;
	const count = unreadSignals(state).length + waitingReplies(state, desk.clock.wall()).length;
	return count === 0
		? {}
		: { count: number(count), attention: `${t('partners.title')}: ${t('partners.waits', { count })}` };
}

/** The stream's address: the incident's own, unless that leads this person to what waits for them. */
export const streamOf = ({ incident, roles }: Pick<Desk, 'incident' | 'roles'>): string =>
	`/incidents/${incident}${firstPageOf(roles) === 'stream' ? '' : '?view=waiting'}`;

/** When the next report is due, short, and as a sign where it presses. */
function reportDue(desk: Desk, { t, duration }: Words): Waiting {
	const countdown = reportCountdown(desk);
	if (countdown === null) return {};
	const { number, left, stage } = countdown;
	const minutes = Math.abs(left) / 60_000;
	const hours = Math.round(minutes / 60);
	const count =
		stage === 'late' || stage === 'now'
			? t(`incident.due.${stage}Short`)
			: minutes < 100
				? t('common.duration.minutes', { minutes })
				: hours < 48
					? t('common.duration.hours', { hours })
					: t('common.duration.days', { days: Math.floor(minutes / (24 * 60)) });
	const words =
		stage === 'late'
			? t('incident.due.late', { duration: duration(-left) })
			: stage === 'now'
				? t('incident.due.now')
				: duration(left);
	return stage === 'far' ? { count } : { count, attention: `${t('incident.due.name', { number })} ${words}` };
}
