/** Answers as long as the process runs and takes requests. */
export const GET = (): Response =>
	new Response('live\n', { headers: { 'content-type': 'text/plain', 'cache-control': 'no-store' } });
