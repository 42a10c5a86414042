import * as m from '$lib/messages';
import type { Moment } from '$lib/domain/core/ids';
import type { Words } from '$lib/i18n/words';
import type { Desk } from './desk.svelte';

/** A moment of the real clock, such as the end of a link: it says so where all other times are those of an exercise. */
export function realMoment(
	{ store, clock }: Pick<Desk, 'store' | 'clock'>,
	{ t, moment }: Pick<Words, 't' | 'moment'>,
	at: Moment
): string {
	const time = moment(at, clock.wall());
	return store.state.incident?.exercise ? t(m.exercise.realTime, { time }) : time;
}
