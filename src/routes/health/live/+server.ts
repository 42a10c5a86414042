/** Answers as long as the process runs and accepts requests. */
export const GET = (): Response =>
	new Response('live\n', { headers: { 'content-type': 'text/plain', 'cache-control': 'no-store' } });
