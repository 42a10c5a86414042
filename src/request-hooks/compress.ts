import type { Handle } from '@sveltejs/kit';
import { compressResponse } from '$lib/server/platform/http/body-cache';

export const compress: Handle = async ({ event, resolve }) =>
	compressResponse(event.request.headers, await resolve(event));
