import * as m from '$lib/messages';
import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { setClock } from '$lib/domain/core/clock';
import { momentOf, type IncidentId } from '$lib/domain/core/ids';
import { ComputerRole } from '$lib/domain/core/role';
import { startComputers, WATCH_SPEED } from '$lib/domain/incident/computer-colleagues';
import type { IncidentKind } from '$lib/domain/incident/incident';
import { templateFor } from '$lib/domain/incident/template';
import { Refusal } from '$lib/domain/core/refusal';
import { wordsIn } from '$lib/i18n/words';
import { moments } from '$lib/i18n/moments';
import {
	addSources,
	expectedEnd,
	openIncident,
	send,
	type NewSource,
	type Opener
} from '$lib/server/read/incidents/open-incident';
import { endOf, startOn, type Script } from '$lib/server/ingest/exercises/script';
import { labelledScript, playing, scriptKeys, scriptOf } from '$lib/server/ingest/exercises/library';
import { watchPlan } from '../participants/watch-plan';

/** The speed of the clock: fast enough that something keeps happening, slow enough to read. */
const DEFAULT_SPEED = 5;
/** The number of posts when an exercise opens: an empty stream explains nothing. */
const INITIAL_POSTS = 8;

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

/** Who plays with the person who opens an exercise: only people, or computers in the roles that the person lacks. */
export const Teammates = z.enum(['people', 'computers', 'erringComputers']);
type Teammates = z.infer<typeof Teammates>;
/** The share of the acts of erring colleagues that is wrong: often enough to find some in half an hour. */
const ERROR_RATE = 0.2;

interface ExerciseChoice {
	readonly title?: string | undefined;
	readonly with?: Teammates;
	/** Milliseconds of the script that are played at once, to train a moment again. */
	readonly from?: number;
}

/**
 * Opens an exercise from a script, with its sources next to the usual desks, and starts it at once.
 * @throws Refusal, also when no script of this name comes with the program
 */
export async function openExercise(opener: Opener, key: string, choice: ExerciseChoice = {}): Promise<IncidentId> {
	const script = scriptOf(key);
	const first = script?.items[Math.min(INITIAL_POSTS, script.items.length) - 1]?.at ?? 0;
	const from = Math.max(first, choice.from ?? 0);
	const id = await openScript(opener, key, choice.title, { from, speed: DEFAULT_SPEED });
	const errors = choice.with === 'erringComputers' ? ERROR_RATE : 0;
	if (choice.with && choice.with !== 'people')
		await send(
			opener,
			id,
			startComputers({ mode: 'train', roles: lackingIn(opener), errors, seed: randomInt(MAX_SEED) })
		);
	return id;
}

/** The roles of the desk that this person does not have; somebody who has all plays the analyst. */
function lackingIn({ actor }: Opener): ComputerRole[] {
	const lacking = ComputerRole.options.filter((role) => !actor.roles.includes(role));
	return lacking.length > 0 ? lacking : ['spokesperson', 'coordinator'];
}
const MAX_SEED = 2 ** 31;

const DEMO_SCRIPT = 'brand-zuiderpark';
/** Opens an exercise in which computer colleagues show the whole work in three minutes. @throws Refusal */
export async function openDemonstration(opener: Opener): Promise<IncidentId> {
	const labelled = labelledScript(DEMO_SCRIPT);
	const from = labelled ? watchPlan(labelled).from : 0;
	const id = await openScript(opener, DEMO_SCRIPT, undefined, { from, speed: WATCH_SPEED });
	await send(opener, id, startComputers({ mode: 'watch', roles: [...ComputerRole.options], errors: 0, seed: 0 }));
	return id;
}

/** @throws Refusal */
async function openScript(
	opener: Opener,
	key: string,
	title: string | undefined,
	{ from, speed }: { readonly from: number; readonly speed: number }
): Promise<IncidentId> {
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
			legal: { ...legal, occasion: t(m.incident.exerciseOccasion) },
			expectedEnd: momentOf(expectedEnd(now))
		},
		profile,
		connections: []
	});
	await addSources(opener, id, sourcesOf(script, key, opener));
	const incident = momentOf(Date.parse(start) + from);
	await send(opener, id, setClock({ speed, incident, until: endOf(script, start) }));
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
