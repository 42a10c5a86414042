import { readFile } from 'node:fs/promises';
import { error } from '@sveltejs/kit';
import { host } from '$lib/server/platform/config/host';
import type { RequestHandler } from './$types';

/**
 * What this program is made of: every package with its version, checksum and licence (CycloneDX). The address is that of
 * RFC 9472. It is a file next to the build; in development it is absent.
 */
export const GET: RequestHandler = async () => {
	const build = host()?.threads;
	if (!build) error(404, 'Not Found');
	return new Response(await readFile(new URL('sbom.cdx.json', build)), {
		headers: { 'content-type': 'application/vnd.cyclonedx+json', 'cache-control': 'max-age=86400' }
	});
};
