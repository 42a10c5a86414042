import { IncidentId, INSTALLATION, type PersonId } from '$lib/domain/ids';
import type { Actor, Role } from '$lib/domain/role';
import type { ReadState } from '$lib/domain/state';
import { executor } from '$lib/server/execute';
import { program } from '$lib/server/host';
import { logs } from '$lib/server/log/tail';
import { Limits } from './limits';
import { problem } from './problem';
import { refused } from './refused';

/** What of a request the API looks at: a part of SvelteKit's RequestEvent. */
export interface Asked {
	readonly locals: object;
	readonly params: Partial<Record<string, string>>;
	readonly request: Request;
	readonly url: URL;
	readonly getClientAddress: () => string;
}
/** A request of somebody who is known. */
export interface Known {
	readonly person: { readonly id: PersonId };
	readonly actor: Actor;
	readonly address: string;
	readonly request: Request;
	readonly url: URL;
	readonly params: Asked['params'];
}
/** A request of somebody at the desk of an incident that is there. */
export interface AtDesk extends Known {
	readonly incident: IncidentId;
	readonly state: ReadState;
}
type Answer<K extends Known> = (asked: K) => Promise<Response> | Response;

/** Who reads posts: a partner sees the report only, an administrator the accounts. */
const DESK: readonly Role[] = ['analyst', 'spokesperson', 'coordinator'];
export const isAtDesk = ({ roles }: Actor): boolean => roles.some((role) => DESK.includes(role));

/** Generous: a town hall shares an address, and an outbox comes back with hundreds of commands. */
const byAddress = new Limits({ burst: 3000, perSecond: 500 });
const byPerson = new Limits({ burst: 600, perSecond: 60 });

/** Another incident's id gets the same answer as one that does not exist (quality.md §5). */
const absent = (): Response => problem(404, 'incident.absent');

/** For an incident's desk: reads what it shows. */
export const desk = (answer: Answer<AtDesk>) =>
	known((asked) => {
		const found = incidentFor(asked);
		if (found instanceof Response) return found;
		const state = logs.of(program()).state(found.incident);
		if (!state?.incident) return absent();
		return isAtDesk(found.actor) ? answer({ ...asked, ...found, state }) : problem(403, 'role.missing');
	});

/** For commands in an incident, also for one that is only being opened. What may be is decided in the domain. */
export const commander = (answer: Answer<Known & { incident: IncidentId }>) =>
	known((asked) => {
		const found = incidentFor(asked);
		return found instanceof Response ? found : answer({ ...asked, ...found });
	});

/** For the installation's own log. */
export const installation = (answer: Answer<Known>) =>
	known((asked) => answer({ ...asked, actor: executor.of(program()).actorFor(asked.person.id, INSTALLATION) }));

/** The incident that the address names, for who has any role in it; else the answer of one that does not exist. */
function incidentFor(asked: Known): { incident: IncidentId; actor: Actor } | Response {
	const parsed = IncidentId.safeParse(asked.params['id']);
	if (!parsed.success || parsed.data === INSTALLATION) return absent();
	const actor = executor.of(program()).actorFor(asked.person.id, parsed.data);
	return actor.roles.length > 0 ? { incident: parsed.data, actor } : absent();
}

/** Session, limits, refusals and `no-store`, for every address alike. */
function known(answer: Answer<Known>) {
	return async ({ locals, params, request, url, getClientAddress }: Asked): Promise<Response> => {
		const address = getClientAddress();
		const person = personIn(locals);
		if (!person) return problem(401, 'session.missing', { detail: 'Sign in first. Nothing was changed.' });
		const wait = Math.max(byAddress.take(address), byPerson.take(person.id));
		if (wait > 0) return problem(429, 'tooMany', { headers: { 'retry-after': String(Math.ceil(wait / 1000)) } });
		const actor: Actor = { id: person.id, roles: [] };
		try {
			const response = await answer({ person, actor, address, request, url, params });
			if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
			return response;
		} catch (error) {
			const response = refused(error);
			if (response) return response;
			throw error;
		}
	};
}

const personIn = (locals: object): Known['person'] | null => ('person' in locals ? (locals.person as Known['person'] | null) : null);
