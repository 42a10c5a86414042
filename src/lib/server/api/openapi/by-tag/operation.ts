import type { z } from 'zod';
import type { Answer, Body } from './shapes';

/** By what an operation belongs together for who reads the description. */
export const tags = [
	{ name: 'posts', description: 'Send posts to an incident.' },
	{ name: 'stories', description: 'Read the stream: stories (posts that say nearly the same) and their posts.' },
	{ name: 'incident', description: 'Read how an incident stands: findings, figures, events, sources.' },
	{ name: 'report', description: 'Read the environment report as it stands, and what official texts did.' },
	{
		name: 'imports',
		description: 'Files of posts: reading how they went, and bringing them in, which people with a session do.'
	},
	{ name: 'decisions', description: 'What people decide. For people with a session; a token is refused.' },
	{ name: 'description', description: 'This description.' }
] as const;
export type Tag = (typeof tags)[number]['name'];

/** Who may ask: a program with a token to read or to send posts, or a person with a session; `everybody` shows nothing. */
export type Caller = 'read' | 'post' | 'person' | 'everybody';

/** One operation of the HTTP API, from which its description is made. */
export interface Operation {
	readonly method: 'GET' | 'POST' | 'DELETE';
	/** As the folder of its route below `/api/v1`: `/incidents/[id]/stories`. */
	readonly path: string;
	readonly id: string;
	readonly tag: Tag;
	readonly caller: Caller;
	/** What it does, in a few words. */
	readonly summary: string;
	/** What one must know to use it. */
	readonly description?: string;
	/** The parameters of the address, as the route itself reads them. */
	readonly query?: z.ZodType;
	/** The name of what is sent, or the type of a file. */
	readonly body?: Body | { readonly file: string };
	readonly answer: {
		readonly status: 200 | 201 | 202;
		readonly says: string;
		/** The name of what is answered, or the type of a file. */
		readonly shape: Answer | { readonly file: string };
	};
	/** Statuses of problems beside those that every operation of its kind has. */
	readonly problems?: readonly (404 | 409 | 413 | 415 | 422 | 503)[];
}
