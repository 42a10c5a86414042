import { IncidentId, INSTALLATION, type PersonId } from '$lib/domain/core/ids';
import type { Proof, Actor } from '$lib/domain/core/role';
import { Refusal } from '$lib/domain/core/refusal';
import { isAtDesk } from '$lib/domain/core/policy';
import type { ReadState } from '$lib/domain/core/state';
import { programOf, reaches, type Token } from '$lib/domain/installation/token';
import type { Program } from '$lib/server/program';
import type { ReadingContext } from '$lib/server/read/queries/reading-context';
import type { Stories } from '$lib/server/read/queries/stories/stories';
import { problem } from '$lib/server/platform/http/problem';
import { askingOf, later, waitAfterWrong, waitOfAsker } from './rate-limits';
import { refusal, refused } from './refusal-response';
import { stateForProgram } from '../official-text/second-reader';

/** The parts of a request that the API reads: a part of SvelteKit's RequestEvent. */
export interface RequestContext {
	readonly locals: {
		readonly person: { readonly id: PersonId } | null;
		readonly session: { readonly proof: Proof | null } | null;
		readonly program: Program;
	};
	readonly params: Partial<Record<string, string>>;
	readonly request: Request;
	readonly route?: { readonly id: string | null };
	readonly url: URL;
	readonly getClientAddress: () => string;
}
/** A request with a known sender: a person with a session, or a program with a token. */
export interface AuthenticatedRequest {
	readonly program: Program;
	/** Null for a program. */
	readonly person: { readonly id: PersonId } | null;
	/** Null for a person. */
	readonly token: Readonly<Token> | null;
	readonly actor: Actor;
	readonly address: string;
	readonly request: Request;
	readonly url: URL;
	readonly params: RequestContext['params'];
}
/** A request for the desk of an existing incident, from somebody with access to it. */
export interface IncidentRequest extends AuthenticatedRequest {
	readonly incident: IncidentId;
	readonly state: ReadState;
	/** Reads its stories and posts. */
	readonly read: <T>(read: (stories: Stories, reading: ReadingContext) => Promise<T>) => Promise<T>;
}
/** A request of a program that may send posts to an existing incident. */
interface CommandRequest extends IncidentRequest {
	readonly token: Readonly<Token>;
}
type Answer<K extends AuthenticatedRequest> = (asked: K) => Promise<Response> | Response;

/** Another incident's id gets the same answer as one that does not exist: nobody learns which there are. */
const absent = (): Response => refusal(new Refusal('incident.absent'));
const decides = (): Response =>
	problem(403, 'token.decides', {
		detail: 'A token sends posts and reads. Deciding is for people: sign in. Nothing was changed.'
	});
const outOfScope = (wanted: string): Response =>
	problem(403, 'token.scope', { detail: `This token may not do this: ${wanted}. Nothing was changed.` });

/** For an incident's desk: reads what it shows. A program with a read token gets everything that is read-only. */
export const desk = (answer: Answer<IncidentRequest>) =>
	known((asked) => {
		const found = atIncident(asked);
		if (found instanceof Response) return found;
		if (!found.token) return isAtDesk(found.actor) ? answer(found) : refusal(new Refusal('role.missing'));
		if (asked.request.method !== 'GET') return decides();
		if (!found.token.scopes.includes('read')) return outOfScope('it has no right to read');
		return answer({ ...found, state: stateForProgram(found.state) });
	});

/** For programs that send posts. A person types at a desk or imports a file. */
export const sender = (answer: Answer<CommandRequest>) =>
	known((asked) => {
		const found = atIncident(asked);
		if (found instanceof Response) return found;
		const { token } = found;
		if (!token)
			return problem(403, 'token.missing', {
				detail: 'Posts are sent here by programs. Nothing was stored. Show a token.'
			});
		return token.scopes.includes('post') ? answer({ ...found, token }) : outOfScope('it has no right to send posts');
	});

/** For commands in an incident, also for one that is being opened. The domain decides whether they are allowed. */
export const commander = (answer: Answer<AuthenticatedRequest & { incident: IncidentId }>) =>
	known((asked) => {
		if (asked.token) return decides();
		const found = incidentFor(asked);
		return found instanceof Response ? found : answer({ ...asked, ...found });
	});

/** For the installation's own log. */
export const installation = (answer: Answer<AuthenticatedRequest>) =>
	known((asked) => {
		if (!asked.person) return decides();
		return answer({
			...asked,
			actor: asked.program.executor.actorFor(asked.person.id, INSTALLATION, asked.actor.proof)
		});
	});

/**
 * The incident in the address, for a person with any role in it or a token for it; otherwise the 404 of an unknown one.
 */
function incidentFor(asked: AuthenticatedRequest): { incident: IncidentId; actor: Actor } | Response {
	const parsed = IncidentId.safeParse(asked.params['id']);
	if (!parsed.success || parsed.data === INSTALLATION) return absent();
	if (asked.token) return reaches(asked.token, parsed.data) ? { incident: parsed.data, actor: asked.actor } : absent();
	const actor = asked.person
		? asked.program.executor.actorFor(asked.person.id, parsed.data, asked.actor.proof)
		: asked.actor;
	return actor.roles.length > 0 ? { incident: parsed.data, actor } : absent();
}

/** The same, where the incident must exist. */
function atIncident(asked: AuthenticatedRequest): IncidentRequest | Response {
	const found = incidentFor(asked);
	if (found instanceof Response) return found;
	const state = asked.program.logs.state(found.incident);
	if (!state?.incident) return absent();
	const { stories } = asked.program;
	return {
		...asked,
		...found,
		state,
		read: (read) => read(stories, stories.reading(found.incident, state))
	};
}

/**
 * Whether the address names an incident that is there, and not for who asks: "absent" then stands in place of "not
 * allowed", in pages too. For our own log alone; the answer must never depend on it.
 */
export function isHiddenFrom({
	locals,
	params,
	request
}: Pick<RequestContext, 'locals' | 'params' | 'request'>): boolean {
	const { logs, executor } = locals.program;
	const incident = IncidentId.safeParse(params['id']).data;
	if (!incident || !logs.state(incident)?.incident) return false;
	const asking = whoAsks({ locals, request });
	if (asking instanceof Response) return true;
	if (asking.token) return !reaches(asking.token, incident);
	return executor.actorFor(asking.actor.id, incident).roles.length === 0;
}

/** Session or token, rate limits of programs, refusals and `no-store`, for every address alike. */
function known(answer: Answer<AuthenticatedRequest>) {
	return async (asked: RequestContext): Promise<Response> => {
		const { locals, params, request, url } = asked;
		const address = asked.getClientAddress();
		const asking = whoAsks(asked);
		const isWrong = asking instanceof Response;
		// The hook has already counted the person.
		const wait = isWrong ? waitAfterWrong(address) : asking.token ? waitOfAsker(asking.token.id, askingOf(asked)) : 0;
		if (wait > 0) return later(wait);
		if (isWrong) return asking;
		try {
			const response = await answer({ ...asking, program: locals.program, address, request, url, params });
			if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
			return response;
		} catch (error) {
			const response = refused(error);
			if (response) return response;
			throw error;
		}
	};
}

/** A request with a token comes from a program, whatever cookie comes with it. */
function whoAsks({
	locals: { person, session, program },
	request
}: Pick<RequestContext, 'locals' | 'request'>): Pick<AuthenticatedRequest, 'person' | 'token' | 'actor'> | Response {
	const shown = /^bearer +(\S+) *$/i.exec(request.headers.get('authorization') ?? '')?.[1];
	if (shown !== undefined) {
		const token = program.tokens.open(shown);
		if (token) return { person: null, token, actor: programOf(token) };
		const detail = 'This token is wrong, was revoked or has expired. Ask your administrator for a new one.';
		return problem(401, 'token.wrong', { detail, headers: { 'www-authenticate': 'Bearer error="invalid_token"' } });
	}
	if (person) return { person, token: null, actor: { id: person.id, roles: [], proof: session?.proof ?? null } };
	return problem(401, 'session.missing', {
		detail: 'Sign in first, or show a token. Nothing was changed.',
		headers: { 'www-authenticate': 'Bearer' }
	});
}
