/** Answers to a request that our own server did not write: a proxy, a firewall, the login page of a network. */
interface ProxyAnswer {
	readonly name: string;
	readonly answer: () => Response;
}
const page = '<!doctype html><title>404 page not found</title>';
const html = { 'content-type': 'text/html' };
const problemJson = { 'content-type': 'application/problem+json' };

export const proxyAnswers: readonly ProxyAnswer[] = [
	...[400, 401, 403, 404, 405, 409, 410, 413, 415, 418, 421, 422, 429, 451, 500, 502, 503, 504, 520].map((status) => ({
		name: `${String(status)} with a page`,
		answer: () => new Response(page, { status, headers: html })
	})),
	...[401, 403, 404, 409, 422].flatMap((status) => [
		{ name: `${String(status)} without a body`, answer: () => new Response(null, { status }) },
		{
			name: `${String(status)} with other JSON`,
			answer: () => Response.json({ message: 'no Route matched', code: 'incident.absent' }, { status })
		},
		{
			name: `${String(status)} with a problem document of a gateway`,
			answer: () =>
				new Response(JSON.stringify({ type: 'about:blank', title: 'Forbidden', status, code: 'role.missing' }), {
					status,
					headers: problemJson
				})
		},
		{
			name: `${String(status)} that breaks off`,
			answer: () =>
				new Response('{"type":"urn:problem-type:voelspriet:role.missing","code":"role.mis', {
					status,
					headers: problemJson
				})
		}
	]),
	{
		name: 'a problem document of ours under another status',
		answer: () =>
			new Response(
				JSON.stringify({ type: 'urn:problem-type:voelspriet:role.missing', status: 403, code: 'role.missing' }),
				{ status: 502, headers: problemJson }
			)
	},
	{ name: '200 with a login page', answer: () => new Response(page, { status: 200, headers: html }) },
	{
		name: '200 with a login page that says JSON',
		answer: () => new Response(page, { status: 200, headers: { 'content-type': 'application/json' } })
	},
	{ name: '200 with other JSON', answer: () => Response.json({ status: 'login required' }) },
	{ name: '200 with a list', answer: () => Response.json([]) },
	{ name: '200 that breaks off', answer: () => new Response('{"from":12,"to":1', { status: 200 }) },
	{ name: '200 without a body', answer: () => new Response(null, { status: 200 }) },
	{ name: '204', answer: () => new Response(null, { status: 204 }) },
	{ name: '302', answer: () => new Response(null, { status: 302, headers: { location: 'https://login.example/' } }) }
];
