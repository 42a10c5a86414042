import { json } from '@sveltejs/kit';
import { z } from 'zod';
import { ReportFile } from '$lib/server/read/report/export/json';
import type { RequestHandler } from './$types';

/** The schema of an exported report: public, the same for everybody. */
export const GET: RequestHandler = () =>
	json(z.toJSONSchema(ReportFile, { io: 'input' }), {
		headers: { 'content-type': 'application/schema+json', 'cache-control': 'max-age=3600' }
	});
