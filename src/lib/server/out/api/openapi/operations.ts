import { decisions } from './by-tag/decisions';
import { imports } from './by-tag/imports';
import { incident } from './by-tag/incident';
import { posts } from './by-tag/posts';
import { report } from './by-tag/report';
import { stories } from './by-tag/stories';
import type { Operation } from './by-tag/operation';

/** Every operation of the HTTP API, by tag. A test fails for a route that is missing here. */
export const operations: readonly Operation[] = [
	...posts,
	...stories,
	...incident,
	...report,
	...imports,
	...decisions,
	{
		method: 'GET',
		caller: 'everybody',
		path: '/openapi.json',
		id: 'readDescription',
		tag: 'description',
		summary: 'Read this description',
		answer: { status: 200, says: 'The description, as OpenAPI 3.0.', shape: 'OpenapiDocument' }
	}
];
