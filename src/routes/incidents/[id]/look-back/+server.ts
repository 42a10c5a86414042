import { error } from '@sveltejs/kit';
import { timelineOf } from '$lib/server/look-back/timeline';
import { deskOf } from '../at-desk.server';
import type { RequestHandler } from './$types';

/** What the player of a closed incident needs before it begins. */
export const GET: RequestHandler = async ({ params, locals, url }) => {
	const { id, state } = deskOf(params, locals, url);
	const { stories, database, logs } = locals.program;
	const timeline = await timelineOf(stories.reading(id, state), database.sql, logs.seq(id));
	if (!timeline) error(409, 'incident.notClosed');
	return Response.json(timeline, { headers: { 'cache-control': 'no-store' } });
};
