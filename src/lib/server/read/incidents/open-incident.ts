import * as m from '$lib/messages';
import { addHours } from 'date-fns';
import { CommandId, IncidentId, SourceId, type ConnectionId, type Moment } from '$lib/domain/core/ids';
import { openIncident as opening, type Incident } from '$lib/domain/incident/incident';
import { newId } from '$lib/domain/core/new-id';
import type { Actor } from '$lib/domain/core/role';
import { changeProfile, type SearchProfile } from '$lib/domain/posts/search/profile';
import { addSource, type Source } from '$lib/domain/posts/source';
import { wordsIn } from '$lib/i18n/words';
import type { Language } from '$lib/i18n/language';
import type { Executor } from '$lib/server/log/execute/execute';

/** What a person enters when opening an incident. */
export interface NewIncident {
	readonly incident: Pick<
		Incident,
		'title' | 'kind' | 'grip' | 'place' | 'exercise' | 'start' | 'legal' | 'expectedEnd'
	> & {
		readonly phase: 'watch' | 'acute' | 'followUp' | 'aftercare';
	};
	readonly profile: SearchProfile;
	/** The installation's connections that feed it from the start; none for an exercise. */
	readonly connections: readonly ConnectionId[];
}
export type NewSource = Omit<Source, 'id' | 'state' | 'why' | 'keys'>;

/** The person who opens it, their address, and the language for the names of the sources. */
export interface Opener {
	readonly executor: Executor;
	/** The roles that apply to an incident that does not exist yet. */
	readonly actor: Actor;
	readonly origin: string | null;
	readonly language: Language;
}

/**
 * Opens an incident with its search profile, its desks and the chosen connections.
 * @throws Refusal when it is not allowed; nothing is created then
 */
export async function openIncident(
	opener: Opener,
	{ incident, profile, connections }: NewIncident
): Promise<IncidentId> {
	const id = IncidentId.parse(newId());
	await send(opener, id, opening(incident));
	await send(opener, id, changeProfile(profile));
	await addSources(opener, id, [...desksIn(opener.language), ...connectedSources(opener, connections)]);
	return id;
}

/** Executes a command in the incident. @throws Refusal */
export async function send(
	{ executor, actor, origin }: Opener,
	log: IncidentId,
	command: { type: string; input: unknown }
): Promise<void> {
	await executor.execute(log, { id: CommandId.parse(newId()), ...command }, actor, origin);
}

export async function addSources(opener: Opener, log: IncidentId, sources: readonly NewSource[]): Promise<void> {
	for (const source of sources) await send(opener, log, addSource({ id: SourceId.parse(newId()), ...source }));
}

/** Desks where people type what they hear; every incident has them. */
function desksIn(language: Language): NewSource[] {
	const { t } = wordsIn(language);
	return (['phone', 'press', 'street'] as const).map((platform) => ({
		name: t(m.incident.desks[platform]),
		kind: 'desk',
		platform,
		connection: null,
		key: null
	}));
}

function connectedSources({ executor }: Opener, chosen: readonly ConnectionId[]): NewSource[] {
	const { connections } = executor.logs.installation;
	return chosen.flatMap((id) => {
		const connection = connections.get(id);
		return connection && !connection.removed
			? [
					{
						name: connection.name,
						kind: 'connection' as const,
						platform: connection.platform,
						connection: id,
						key: null
					}
				]
			: [];
	});
}

/** How long monitoring is expected to be needed, unless a person chooses otherwise. */
const EXPECTED_DAYS = 14;
export const expectedEnd = (now: Moment): number => addHours(now, EXPECTED_DAYS * 24).getTime();
