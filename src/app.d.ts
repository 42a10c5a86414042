import type { Language } from '$lib/i18n/language';
import type { KnownPerson } from '$lib/server/people/auth/person';
import type { AuthenticatedSession } from '$lib/server/people/auth/sessions';
import type { Program } from '$lib/server/program';

declare global {
	namespace App {
		interface Error {
			message: string;
			/** Identifies the line in our log, for anyone who asks for help. */
			reference?: string;
			/** The database could not be reached. */
			databaseUnavailable?: boolean;
		}
		interface Locals {
			/** Everything that runs here. A request that arrives before it runs does not get this far. */
			program: Program;
			language: Language;
			/**
			 * The person who makes the request; null without a session. Permissions: `program.executor.actorFor(person.id,
			 * log)`.
			 */
			person: KnownPerson | null;
			/** The session of the request. */
			session: AuthenticatedSession['session'] | null;
			/** Identifies the line in our log, if this request failed. */
			reference?: string;
			/** This request failed because the database could not be reached. */
			databaseUnavailable?: boolean;
		}
	}
}
