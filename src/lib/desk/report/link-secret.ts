import { asJsonBody, request } from '$lib/desk/sync/request';
import type { IncidentId, ShareLinkId } from '$lib/domain/core/ids';
import { isObject } from '$lib/domain/core/state';

/** 192 random bits, encoded for an address. */
export function secretText(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(24));
	return btoa(String.fromCharCode(...bytes))
		.replaceAll('+', '-')
		.replaceAll('/', '_');
}

/** Six random digits, uniformly distributed. */
export function pinText(): string {
	const limit = 4_294_000_000; // the largest multiple of a million below 2³²
	for (;;) {
		const [drawn = limit] = crypto.getRandomValues(new Uint32Array(1));
		if (drawn < limit) return String(drawn % 1_000_000).padStart(6, '0');
	}
}

/** Sends the PIN of a link before the link is made; the server stores a hash of it. @returns whether it is stored */
export async function keepPin(incident: IncidentId, link: ShareLinkId, pin: string): Promise<boolean> {
	try {
		const answer = await request(`/api/v1/incidents/${incident}/links/${link}/pin`, asJsonBody({ pin }));
		return isObject(answer) && answer['link'] === link;
	} catch {
		return false;
	}
}
