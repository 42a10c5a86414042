import type { IncidentId, ShareLinkId } from '$lib/domain/core/ids';

/** 192 random bits, as an address can carry them. */
export function secretText(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(24));
	return btoa(String.fromCharCode(...bytes))
		.replaceAll('+', '-')
		.replaceAll('/', '_');
}

/** Six random figures, each as likely as the other. */
export function pinText(): string {
	const most = 4_294_000_000; // the largest multiple of a million below 2³²
	for (;;) {
		const [drawn = most] = crypto.getRandomValues(new Uint32Array(1));
		if (drawn < most) return String(drawn % 1_000_000).padStart(6, '0');
	}
}

/** Hands the PIN of a link that is made next to the server, which keeps a hash of it. @returns whether it is kept */
export async function keepPin(incident: IncidentId, link: ShareLinkId, pin: string): Promise<boolean> {
	try {
		const answer = await fetch(`/api/v1/incidents/${incident}/links/${link}/pin`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ pin })
		});
		return answer.ok;
	} catch {
		return false;
	}
}
