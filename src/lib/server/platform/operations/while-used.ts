/** For an `LRUCache` of data of an incident that can be computed again: removed after so many minutes without use. */
export const whileUsed = (minutes: number) =>
	({ max: 1_000, ttl: minutes * 60_000, ttlAutopurge: true, updateAgeOnGet: true }) as const;
