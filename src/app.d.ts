import type { Language } from '$lib/i18n/language';
import type { KnownPerson } from '$lib/server/auth/person';
import type { AuthenticatedSession } from '$lib/server/auth/sessions';
import type { Program } from '$lib/server/program';

declare global {
	namespace App {
		interface Error {
			message: string;
			/** Names the line in our log, for whoever asks for help. */
			reference?: string;
			/** The database could not be reached. */
			databaseAway?: boolean;
		}
		interface Locals {
			/** Everything that runs here; a request before it runs does not come this far. */
			program: Program;
			language: Language;
			/** Who is asking; null without a session. What they may do: `program.executor.actorFor(person.id, log)`. */
			person: KnownPerson | null;
			/** The session they ask by. */
			session: AuthenticatedSession['session'] | null;
			/** Names the line in our log, once this request failed. */
			reference?: string;
			/** This request failed because the database could not be reached. */
			databaseAway?: boolean;
		}
	}
}
