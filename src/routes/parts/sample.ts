import type { LineData } from '$lib/ui/charts/drawing/lines';
import type { ShareData } from '$lib/ui/charts/drawing/shares';
import type { VolumeData } from '$lib/ui/charts/drawing/volume';

const actions = [
	{ at: '2026-11-20T12:05:00Z', label: 'NL-Alert 13.05' },
	{ at: '2026-11-20T12:20:00Z', label: 'Liveblog 13.20' },
	{ at: '2026-11-20T13:04:00Z', label: 'NL-Alert 14.04' },
	{ at: '2026-11-20T13:12:00Z', label: 'Weerlegging water 14.12' },
	{ at: '2026-11-20T13:26:00Z', label: 'Wachttekst doden 14.26' }
];

export const volume: VolumeData = {
	steps: { start: '2026-11-20T11:30:00Z', minutes: 5, count: 24 },
	actions,
	rows: [
		{
			id: 'all',
			label: 'Alles',
			note: 'hoogste 167',
			values: [1, 2, 4, 7, 11, 19, 24, 46, 74, 69, 71, 82, 89, 87, 90, 79, 103, 109, 117, 145, 167, 149, 132, 129]
		},
		{
			id: 'x',
			label: 'X',
			note: 'hoogste 139',
			values: [1, 2, 3, 5, 8, 14, 19, 36, 58, 54, 57, 65, 71, 70, 76, 67, 78, 84, 92, 112, 139, 124, 109, 108]
		},
		{
			id: 'bluesky',
			label: 'Bluesky',
			note: 'hoogste 12',
			values: [0, 0, 1, 1, 2, 3, 3, 4, 6, 5, 5, 6, 6, 6, null, null, 9, 9, 8, 11, 12, 9, 8, 7]
		},
		{
			id: 'mastodon',
			label: 'Mastodon',
			note: 'hoogste 6',
			values: [0, 0, 0, 1, 1, 2, 2, 3, 4, 4, 4, 4, 5, 5, 5, 6, 5, 6, 6, 6, 6, 5, 4, 4]
		},
		{
			id: 'news',
			label: 'Nieuws',
			note: 'hoogste 4',
			values: [0, 0, 1, 1, 1, 2, 2, 3, 3, 3, 3, 3, 3, 3, 4, 3, 4, 4, 4, 4, 4, 3, 3, 3]
		},
		{
			id: 'phone',
			label: 'Telefoon',
			note: 'hoogste 4',
			values: [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 1, 1, 1, 1, 2, 2, 2, 3, 4, 4, 3, 3, 2]
		},
		{ id: 'forum', label: 'Forum Waterveen', note: '0, gemeten', values: new Array<number>(24).fill(0) }
	]
};

export const emotions: LineData = {
	steps: { start: '2026-11-20T11:30:00Z', minutes: 15, count: 8 },
	n: [7, 22, 41, 66, 58, 73, 98, 114],
	actions: actions.filter((_, at) => at === 0 || at === 2),
	series: [
		{
			id: 'fear',
			label: 'angst',
			colour: '--voelspriet-emotion-fear-color',
			point: 'circle',
			main: true,
			values: [null, 0.27, 0.29, 0.3, 0.28, 0.27, 0.38, 0.44]
		},
		{
			id: 'confusion',
			label: 'verwarring',
			colour: '--voelspriet-emotion-confusion-color',
			point: 'rect',
			values: [null, 0.36, 0.32, 0.3, 0.29, 0.3, 0.23, 0.21]
		},
		{
			id: 'anger',
			label: 'boosheid',
			colour: '--voelspriet-emotion-anger-color',
			point: 'triangle',
			values: [null, 0.18, 0.17, 0.16, 0.18, 0.17, 0.14, 0.14]
		},
		{
			id: 'compassion',
			label: 'medeleven',
			colour: '--voelspriet-emotion-compassion-color',
			point: 'rectRot',
			values: [null, 0.08, 0.11, 0.13, 0.14, 0.14, 0.14, 0.12]
		},
		{
			id: 'other',
			label: 'overig',
			colour: '--voelspriet-emotion-humour-color',
			point: 'crossRot',
			values: [null, 0.11, 0.11, 0.11, 0.11, 0.12, 0.11, 0.09]
		}
	]
};

export const attitude: ShareData = {
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
