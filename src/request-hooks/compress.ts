import type { Handle } from '@sveltejs/kit';
import { packed } from '$lib/server/platform/http/body-cache';

export const compress: Handle = async ({ event, resolve }) => packed(event.request.headers, await resolve(event));
