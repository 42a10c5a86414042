import type { z } from 'zod';
import type { AnswerShape, BodyShape } from './shapes';

/** The groups of operations in the description. */
export const tags = [
	{ name: 'posts', description: 'Send posts to an incident.' },
	{ name: 'stories', description: 'Read the stream: stories (posts that say nearly the same) and their posts.' },
	{ name: 'incident', description: 'Read the state of an incident: findings, figures, events, sources.' },
	{ name: 'report', description: 'Read the environment report, and the effect of official texts.' },
	{
		name: 'imports',
		description: 'Files of posts. A token can read the progress of an import; starting one needs a session.'
	},
	{ name: 'decisions', description: 'Commands. They need the session of a person; a token is refused.' },
	{ name: 'description', description: 'This description.' }
] as const;
export type Tag = (typeof tags)[number]['name'];

/**
 * Required access: a program with a token to read or to send posts, or a person with a session; `everybody` needs none.
 */
export type Caller = 'read' | 'post' | 'person' | 'everybody';

/** One operation of the HTTP API, from which the description is generated. */
export interface Operation {
	readonly method: 'GET' | 'POST' | 'DELETE';
	/** The folder of its route below `/api/v1`: `/incidents/[id]/stories`. */
	readonly path: string;
	readonly id: string;
	readonly tag: Tag;
	readonly caller: Caller;
	/** What it does, in a few words. */
	readonly summary: string;
	/** What a caller must know to use it. */
	readonly description?: string;
	/** Kept for programs that use it; another operation does the same. */
	readonly deprecated?: true;
	/** The names in its path that are not ids. */
	readonly names?: Readonly<Record<string, z.ZodType>>;
	/** The parameters of the address, as the route itself parses them. */
	readonly query?: z.ZodType;
	/** The name of the request's schema, or the types that a file can have. */
	readonly body?: BodyShape | { readonly files: readonly string[] };
	readonly answer: {
		readonly status: 200 | 201 | 202;
		readonly says: string;
		/** The name of the answer's schema, or the types that a file can have. */
		readonly shape: AnswerShape | { readonly files: readonly string[] };
	};
	/** Statuses of problems in addition to those of every operation of its kind. */
	readonly problems?: readonly (404 | 409 | 413 | 415 | 422 | 503)[];
}
