import { setClock } from '$lib/domain/core/clock';
import { momentOf, type IncidentId } from '$lib/domain/core/ids';
import type { IncidentKind } from '$lib/domain/incident/incident';
import { templateFor } from '$lib/domain/incident/template';
import { Refusal } from '$lib/domain/core/refusal';
import { wordsIn } from '$lib/i18n/both';
import { moments } from '$lib/i18n/moments';
import { addSources, expectedEnd, openIncident, send, type NewSource, type Opener } from './open-incident';
import { startOn, type Script } from '../ingest/exercises/script';
import { playing, scriptKeys, scriptOf } from '../ingest/exercises/library';

/** Fast enough that something keeps happening, slow enough to read. */
const PLEASANT = 5;
/** The number of posts when an exercise opens: an empty stream explains nothing. */
const AT_ONCE = 8;

/** The kind of incident that a script plays; its first line does not contain it. */
const kindOf: ReadonlyMap<string, IncidentKind> = new Map([
	['brand-zuiderpark', 'fire'],
	['lekkage-kender', 'hazardousSubstance'],
	['vermist-heesvelde', 'disappearance']
]);

interface ScriptChoice {
	readonly key: string;
	readonly title: string;
	/** Minutes of the script's own time. */
	readonly minutes: number;
}

/** The scripts that can be played. */
export const choicesOfScripts = (): ScriptChoice[] =>
	scriptKeys.flatMap((key) => {
		const script = scriptOf(key);
		return script ? [{ key, title: script.title, minutes: Math.round(script.length / 60_000) }] : [];
	});

/**
 * Opens an exercise from a script, with its sources next to the usual desks, and starts it at once.
 * @throws Refusal, also when no script of this name comes with the program
 */
export async function openExercise(opener: Opener, key: string, title?: string): Promise<IncidentId> {
	const script = scriptOf(key);
	if (!script) throw new Refusal('command.invalid', { where: 'script' });
	const kind = kindOf.get(key) ?? 'other';
	const { profile, ...legal } = templateFor(kind, script.place);
	const { t } = wordsIn(opener.language);
	const now = momentOf(Date.now());
	const start = startOn(script, today(now));
	const id = await openIncident(opener, {
		incident: {
			title: title ?? script.title,
			kind,
			grip: 0,
			place: script.place,
			phase: 'acute',
			exercise: true,
			start,
			legal: { ...legal, occasion: t('incident.exerciseOccasion') },
			expectedEnd: momentOf(expectedEnd(now))
		},
		profile,
		connections: []
	});
	await addSources(opener, id, sourcesOf(script, key, opener));
	const first = script.items[Math.min(AT_ONCE, script.items.length) - 1]?.at ?? 0;
	await send(opener, id, setClock({ speed: PLEASANT, incident: momentOf(Date.parse(start) + first) }));
	return id;
}

const sourcesOf = ({ sources }: Script, script: string, { language }: Opener): NewSource[] =>
	sources.map(({ key, name, platform }) => ({
		name: name[language],
		kind: 'exercise',
		platform,
		connection: null,
		key: playing(script, key)
	}));

/** The day in the Netherlands, `2026-11-20`. */
const today = (now: string): string => moments('nl').dayKey(now);
