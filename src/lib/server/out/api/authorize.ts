import { IncidentId, INSTALLATION, type PersonId } from '$lib/domain/core/ids';
import type { Proof, Actor } from '$lib/domain/core/role';
import { Refusal } from '$lib/domain/core/refusal';
import { isAtDesk } from '$lib/domain/core/policy';
import type { ReadState } from '$lib/domain/core/state';
import { programOf, reaches, type Token } from '$lib/domain/installation/token';
import type { Program } from '$lib/server/program';
import type { ReadingContext } from '$lib/server/log/reading-context';
import type { Stories } from '$lib/server/read/queries/stories/stories';
import { problem } from '$lib/server/platform/http/problem';
import { limitedRequestOf, retryLater, waitAfterInvalid, waitOfCaller } from './rate-limits';
import { refusal, refused } from './refusal-response';
import { stateForProgram } from '../official-text/second-reader';

/** The properties of SvelteKit's RequestEvent that the API uses. */
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
/** A request of a person with a session or of a program with a token. */
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
/** A request for the desk of an existing incident, from a caller with access to it. */
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
type RequestHandler<K extends AuthenticatedRequest> = (authenticated: K) => Promise<Response> | Response;

/** The same response for incidents without access and ids that do not exist, so that nobody learns which exist. */
const incidentAbsent = (): Response => refusal(new Refusal('incident.absent'));
const tokenMayNotDecide = (): Response =>
	problem(403, 'token.decides', {
		detail: 'A token sends posts and reads. Deciding is for people: sign in. Nothing was changed.'
	});
const outOfScope = (wanted: string): Response =>
	problem(403, 'token.scope', { detail: `This token may not do this: ${wanted}. Nothing was changed.` });

/** Handles requests of an incident's desk. A program with a read token may use everything that is read-only. */
export const desk = (answer: RequestHandler<IncidentRequest>) =>
	withAuthentication((authenticated) => {
		const incidentRequest = incidentRequestFor(authenticated);
		if (incidentRequest instanceof Response) return incidentRequest;
		if (!incidentRequest.token)
			return isAtDesk(incidentRequest.actor) ? answer(incidentRequest) : refusal(new Refusal('role.missing'));
		if (authenticated.request.method !== 'GET') return tokenMayNotDecide();
		if (!incidentRequest.token.scopes.includes('read')) return outOfScope('it has no right to read');
		const state = stateForProgram(incidentRequest.state);
		return answer({
			...incidentRequest,
			state,
			// What is read from the tables names texts and actions as well.
			read: (read) => incidentRequest.read((stories, reading) => read(stories, { ...reading, state }))
		});
	});

/** Handles requests of programs that send posts. People type at a desk or import a file instead. */
export const sender = (answer: RequestHandler<CommandRequest>) =>
	withAuthentication((authenticated) => {
		const incidentRequest = incidentRequestFor(authenticated);
		if (incidentRequest instanceof Response) return incidentRequest;
		const { token } = incidentRequest;
		if (!token)
			return problem(403, 'token.missing', {
				detail: 'Posts are sent here by programs. Nothing was stored. Show a token.'
			});
		return token.scopes.includes('post')
			? answer({ ...incidentRequest, token })
			: outOfScope('it has no right to send posts');
	});

/** Handles commands in an incident, including one that is being opened. The domain decides whether they are allowed. */
export const commander = (answer: RequestHandler<AuthenticatedRequest & { incident: IncidentId }>) =>
	withAuthentication((authenticated) => {
		if (authenticated.token) return tokenMayNotDecide();
		const access = incidentFor(authenticated);
		return access instanceof Response ? access : answer({ ...authenticated, ...access });
	});

/** Handles requests for the installation's log. */
export const installation = (answer: RequestHandler<AuthenticatedRequest>) =>
	withAuthentication((authenticated) => {
		if (!authenticated.person) return tokenMayNotDecide();
		return answer({
			...authenticated,
			actor: authenticated.program.executor.actorFor(authenticated.person.id, INSTALLATION, authenticated.actor.proof)
		});
	});

/**
 * The incident in the address, for a person with any role in it or a token for it; otherwise the 404 of an unknown
 * incident.
 */
function incidentFor(authenticated: AuthenticatedRequest): { incident: IncidentId; actor: Actor } | Response {
	const parsed = IncidentId.safeParse(authenticated.params['id']);
	if (!parsed.success || parsed.data === INSTALLATION) return incidentAbsent();
	if (authenticated.token)
		return reaches(authenticated.token, parsed.data)
			? { incident: parsed.data, actor: authenticated.actor }
			: incidentAbsent();
	const actor = authenticated.person
		? authenticated.program.executor.actorFor(authenticated.person.id, parsed.data, authenticated.actor.proof)
		: authenticated.actor;
	return actor.roles.length > 0 ? { incident: parsed.data, actor } : incidentAbsent();
}

/** The same for an incident that must exist. */
function incidentRequestFor(authenticated: AuthenticatedRequest): IncidentRequest | Response {
	const access = incidentFor(authenticated);
	if (access instanceof Response) return access;
	const state = authenticated.program.logs.state(access.incident);
	if (!state?.incident) return incidentAbsent();
	const { stories } = authenticated.program;
	return {
		...authenticated,
		...access,
		state,
		read: (read) => read(stories, stories.reading(access.incident, state))
	};
}

/**
 * Whether the address is of an existing incident to which the caller has no access, so that a 404 in fact means "not
 * allowed". Only for the program's log: a response must never depend on it.
 */
export function isHiddenFrom({
	locals,
	params,
	request
}: Pick<RequestContext, 'locals' | 'params' | 'request'>): boolean {
	const { logs, executor } = locals.program;
	const incident = IncidentId.safeParse(params['id']).data;
	if (!incident || !logs.state(incident)?.incident) return false;
	const identity = identify({ locals, request });
	if (identity instanceof Response) return true;
	if (identity.token) return !reaches(identity.token, incident);
	return executor.actorFor(identity.actor.id, incident).roles.length === 0;
}

/** Authenticates by session or token, applies the rate limits of programs, and sends refusals and `no-store`. */
function withAuthentication(answer: RequestHandler<AuthenticatedRequest>) {
	return async (context: RequestContext): Promise<Response> => {
		const { locals, params, request, url } = context;
		const address = context.getClientAddress();
		const identity = identify(context);
		const isRefused = identity instanceof Response;
		// The hook has already counted a person.
		const wait = isRefused
			? waitAfterInvalid(address)
			: identity.token
				? waitOfCaller(identity.token.id, limitedRequestOf(context))
				: 0;
		if (wait > 0) return retryLater(wait);
		if (isRefused) return identity;
		try {
			const response = await answer({ ...identity, program: locals.program, address, request, url, params });
			if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
			return response;
		} catch (error) {
			const response = refused(error);
			if (response) return response;
			throw error;
		}
	};
}

/** Identifies the caller. A request with a token is of a program, even if it also has a session cookie. */
function identify({
	locals: { person, session, program },
	request
}: Pick<RequestContext, 'locals' | 'request'>): Pick<AuthenticatedRequest, 'person' | 'token' | 'actor'> | Response {
	const bearer = /^bearer +(\S+) *$/i.exec(request.headers.get('authorization') ?? '')?.[1];
	if (bearer !== undefined) {
		const token = program.tokens.open(bearer);
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
