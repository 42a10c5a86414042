/** For an `LRUCache` of what is kept of an incident and can be made again: given back when nobody used it for so many minutes. */
export const whileUsed = (minutes: number) =>
	({ max: 1_000, ttl: minutes * 60_000, ttlAutopurge: true, updateAgeOnGet: true }) as const;
