/** Half past twelve to half past two. */
export const span = { from: '2026-11-20T11:30:00.000Z', until: '2026-11-20T13:30:00.000Z' };

export const actions = [
	{ number: 1, at: '2026-11-20T12:05:00Z', label: 'NL-Alert 13.05' },
	{ number: 2, at: '2026-11-20T12:20:00Z', label: 'Liveblog 13.20' },
	{ number: 3, at: '2026-11-20T13:04:00Z', label: 'NL-Alert 14.04' },
	{ number: 4, at: '2026-11-20T13:12:00Z', label: 'Weerlegging water 14.12' },
	{ number: 5, at: '2026-11-20T13:26:00Z', label: 'Wachttekst doden 14.26' }
];

export const posts = [1, 2, 4, 7, 11, 19, 24, 46, 74, 69, 71, 82, 89, 87, 0, 0, 103, 109, 117, 145, 167, 149, 132, 129];
export const gaps = [{ from: '2026-11-20T12:40:00.000Z', until: '2026-11-20T12:50:00.000Z' }];

const quarter = (at: number): string => new Date(Date.parse(span.from) + (at + 0.5) * 900_000).toISOString();
const points = (...values: (number | null)[]) => values.map((value, at) => ({ at: quarter(at), value }));

export const emotions = [
	{
		id: 'fear',
		label: 'angst',
		icon: 'fear' as const,
		colour: '--voelspriet-emotion-fear-color',
		points: points(null, 0.27, 0.29, 0.3, 0.28, 0.27, 0.38, 0.44)
	},
	{
		id: 'confusion',
		label: 'verwarring',
		icon: 'confusion' as const,
		colour: '--voelspriet-emotion-confusion-color',
		points: points(null, 0.36, 0.32, 0.3, 0.29, 0.3, 0.23, 0.21)
	},
	{
		id: 'anger',
		label: 'boosheid',
		icon: 'anger' as const,
		colour: '--voelspriet-emotion-anger-color',
		points: points(null, 0.18, 0.17, 0.16, 0.18, 0.17, 0.14, 0.14)
	},
	{
		id: 'compassion',
		label: 'medeleven',
		icon: 'compassion' as const,
		colour: '--voelspriet-emotion-compassion-color',
		points: points(null, 0.08, 0.11, 0.13, 0.14, 0.14, 0.14, 0.12)
	}
];

export const attitude = {
	parts: [
		{ id: 'negative', label: 'kritisch', colour: '--voelspriet-attitude-negative-color' },
		{ id: 'neutral', label: 'neutraal', colour: '--voelspriet-attitude-neutral-color' },
		{ id: 'positive', label: 'waarderend', colour: '--voelspriet-attitude-positive-color' }
	],
	rows: [
		{ id: '1', label: '12.30–13.00', values: [], n: 5 },
		{ id: '2', label: '13.00–13.30', note: 'NL-Alert 13.05', values: [0.35, 0.39, 0.26], n: 23 },
		{ id: '3', label: '13.30–14.00', values: [0.41, 0.37, 0.22], n: 41 },
		{ id: '4', label: '14.00–14.30', note: 'NL-Alert 14.04', values: [0.45, 0.33, 0.22], n: 64 }
	]
};
