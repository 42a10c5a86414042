import { ShareLinkId } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import { isAllowed } from '$lib/domain/core/policy';
import { LinkPin, makeShareLink } from '$lib/domain/report/share-link';
import { desk } from '$lib/server/out/api/authorize';
import { read, readBody } from '$lib/server/out/api/refusal-response';

/** Stores the PIN of a link before the link is made, so that a link is never open without its PIN. */
export const POST = desk(async ({ incident, state, params, request, actor, program }) => {
	if (!isAllowed(actor.roles, makeShareLink.allow)) throw new Refusal('role.missing');
	const link = read(ShareLinkId, params['link'], 400);
	const { pin } = await readBody(request, LinkPin);
	if (state.shareLinks.has(link) || !(await program.partner.pins.keep(incident, link, pin)))
		throw new Refusal('id.taken');
	return Response.json({ link });
});
