/**
 * One stroke or plane of an icon, on a field of 20 × 20. `knock` is drawn in the colour of the ground, so that a glyph
 * is visible in a filled shape.
 */
interface Shape {
	readonly paint: 'fill' | 'line' | 'knock';
	readonly d: string;
	readonly width?: number;
	readonly dash?: string;
}

/** Shape before colour: every kind, risk, emotion and attitude can be distinguished in grey. */
const drawn = {
	mark: [
		{ paint: 'line', d: 'M10 17v-5M10 12C10 7 7.5 5.5 4.5 5M10 12c0-5 2.5-6.5 5.5-7', width: 1.5 },
		{ paint: 'fill', d: 'M2.2 4.8a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0 -2.6 0Z' },
		{ paint: 'line', d: 'M2.2 4.8a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0 -2.6 0Z', width: 1.5 },
		{ paint: 'fill', d: 'M15.2 4.8a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0 -2.6 0Z' },
		{ paint: 'line', d: 'M15.2 4.8a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0 -2.6 0Z', width: 1.5 }
	],
	need: [
		{ paint: 'fill', d: 'M1.5 10a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0 -17 0Z' },
		{ paint: 'knock', d: 'M7.6 7.7a2.45 2.45 0 1 1 3.7 2.1c-.9.5-1.3 1-1.3 1.9', width: 1.8 },
		{ paint: 'knock', d: 'M10 14.5v.01', width: 2.2 }
	],
	rumour: [
		{ paint: 'fill', d: 'M10 .9 19.1 10 10 19.1.9 10Z' },
		{ paint: 'knock', d: 'M5.6 10.9c1.1-2.3 2.6-2.3 4.4-.9s3.3 1.4 4.4-.9', width: 1.9 }
	],
	behaviour: [
		{
			paint: 'fill',
			d: 'M3.5 2h13a1.5 1.5 0 0 1 1.5 1.5v13a1.5 1.5 0 0 1 -1.5 1.5h-13a1.5 1.5 0 0 1 -1.5 -1.5v-13a1.5 1.5 0 0 1 1.5 -1.5Z'
		},
		{ paint: 'knock', d: 'M5.7 10h8.2M10.7 6.6 14.1 10l-3.4 3.4', width: 1.9 }
	],
	meaning: [
		{ paint: 'fill', d: 'M5.5 1.7h9l4.5 8.3-4.5 8.3h-9L1 10Z' },
		{
			paint: 'knock',
			d: 'M8.7 7.2c-1.5.6-2 1.7-2 3.1v2h2.4V10H7.4M13.7 7.2c-1.5.6-2 1.7-2 3.1v2h2.4V10h-1.7',
			width: 1.4
		}
	],
	help: [
		{ paint: 'fill', d: 'M6.3 1h7.4L19 6.3v7.4L13.7 19H6.3L1 13.7V6.3Z' },
		{ paint: 'knock', d: 'M10 5.2v5.6M10 14.3v.01', width: 2.3 }
	],
	perhaps: [
		{
			paint: 'line',
			d: 'M6.3 1.5h7.4l4.8 4.8v7.4l-4.8 4.8H6.3l-4.8-4.8V6.3Z',
			width: 1.6,
			dash: '3.2 2'
		},
		{ paint: 'line', d: 'M10 5.5v5.3M10 14v.01', width: 2 }
	],
	'risk-low': [{ paint: 'line', d: 'M3.5 10a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0 -13 0Z', width: 2 }],
	'risk-middle': [
		{ paint: 'line', d: 'M3.5 10a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0 -13 0Z', width: 2 },
		{ paint: 'fill', d: 'M10 3.5a6.5 6.5 0 0 1 0 13Z' }
	],
	/** A triangle that nobody has filled in: a colour would be a judgement. */
	'risk-unjudged': [{ paint: 'line', d: 'M10 3.2 17.8 16.8H2.2Z', width: 2 }],
	'risk-high': [
		{ paint: 'fill', d: 'M10 2.2 18.6 17.3H1.4Z' },
		{ paint: 'line', d: 'M10 2.2 18.6 17.3H1.4Z', width: 1 }
	],
	fear: [{ paint: 'line', d: 'M2.5 10l2.5-5 2.5 10L10 5l2.5 10L15 5l2.5 5', width: 1.6 }],
	anger: [{ paint: 'line', d: 'M11.5 2 5 11h4.5L8.5 18 15 9h-4.5Z', width: 1.6 }],
	sadness: [{ paint: 'line', d: 'M10 2.5c3 3.8 5 6.5 5 9.3a5 5 0 0 1-10 0c0-2.8 2-5.5 5-9.3Z', width: 1.6 }],
	compassion: [
		{ paint: 'line', d: 'M10 16.7 3.7 10.3a3.9 3.9 0 0 1 5.5-5.5l.8.8.8-.8a3.9 3.9 0 0 1 5.5 5.5Z', width: 1.6 }
	],
	relief: [
		{ paint: 'line', d: 'M2.5 7.5c2.5-2.5 5-2.5 7.5 0s5 2.5 7.5 0M2.5 13c2.5-2.5 5-2.5 7.5 0s5 2.5 7.5 0', width: 1.6 }
	],
	humour: [
		{
			paint: 'line',
			d: 'M3 10a7 7 0 1 0 14 0a7 7 0 1 0 -14 0ZM6.6 11.4c.8 1.7 2 2.5 3.4 2.5s2.6-.8 3.4-2.5M7.6 7.8v.4M12.4 7.8v.4',
			width: 1.6
		}
	],
	confusion: [
		{
			paint: 'line',
			d: 'M10.5 10.5a1.5 1.5 0 1 1 1.5-1.6c0 2.2-1.7 3.9-3.9 3.9S4.2 11 4.2 8.8C4.2 5.6 6.8 3 10 3s6 2.7 6 6c0 4.2-3 7.5-7 8',
			width: 1.6
		}
	],
	negative: [
		{ paint: 'line', d: 'M2.5 10a7.5 7.5 0 1 0 15 0a7.5 7.5 0 1 0 -15 0Z', width: 1.5 },
		{ paint: 'line', d: 'M6.5 10h7', width: 1.8 }
	],
	neutral: [
		{ paint: 'line', d: 'M2.5 10a7.5 7.5 0 1 0 15 0a7.5 7.5 0 1 0 -15 0Z', width: 1.5 },
		{ paint: 'line', d: 'M6.5 8.3h7M6.5 11.7h7', width: 1.8 }
	],
	positive: [
		{ paint: 'line', d: 'M2.5 10a7.5 7.5 0 1 0 15 0a7.5 7.5 0 1 0 -15 0Z', width: 1.5 },
		{ paint: 'line', d: 'M6.5 10h7M10 6.5v7', width: 1.8 }
	],
	news: [
		{
			paint: 'line',
			d: 'M2.5 4h12v10.5a1.5 1.5 0 0 0 3 0V8h-3M16 16H4a1.5 1.5 0 0 1-1.5-1.5V4M5.5 7.2h6M5.5 10h6M5.5 12.8h3.5',
			width: 1.5
		}
	],
	social: [{ paint: 'line', d: 'M3 4h14v9.5H9.5L5.5 17v-3.5H3Z', width: 1.5 }],
	phone: [
		{
			paint: 'line',
			d: 'M4 2.8h3l1.5 4-2 1.4a10 10 0 0 0 5.3 5.3l1.4-2 4 1.5v3c0 .7-.6 1.2-1.2 1.2A13.2 13.2 0 0 1 2.8 4c0-.6.5-1.2 1.2-1.2Z',
			width: 1.5
		}
	],
	press: [
		{
			paint: 'line',
			d: 'M10 2h0a2.5 2.5 0 0 1 2.5 2.5v4a2.5 2.5 0 0 1 -2.5 2.5h-0a2.5 2.5 0 0 1 -2.5 -2.5v-4a2.5 2.5 0 0 1 2.5 -2.5ZM4.5 9a5.5 5.5 0 0 0 11 0M10 14.5V18M7 18h6',
			width: 1.5
		}
	],
	street: [
		{
			paint: 'line',
			d: 'M10 18s5.5-5 5.5-9.5a5.5 5.5 0 0 0-11 0C4.5 13 10 18 10 18ZM8 8.5a2 2 0 1 0 4 0a2 2 0 1 0 -4 0Z',
			width: 1.5
		}
	],
	forum: [{ paint: 'line', d: 'M2.5 3.5h10v7H7L4.5 13v-2.5h-2ZM14.5 7.5h3v7h-2V17L13 14.5H8.5v-2', width: 1.5 }],
	file: [{ paint: 'line', d: 'M5 2.5h6.5L15 6v11.5H5ZM11.5 2.5V6H15M7.5 10h5M7.5 13h5', width: 1.5 }],
	link: [
		{
			paint: 'line',
			d: 'M8.5 11.5a3.2 3.2 0 0 0 4.7.2l2.6-2.6a3.2 3.2 0 0 0-4.6-4.6L10 5.7M11.5 8.5a3.2 3.2 0 0 0-4.7-.2l-2.6 2.6a3.2 3.2 0 0 0 4.6 4.6L10 14.3',
			width: 1.5
		}
	],
	copy: [
		{
			paint: 'line',
			d: 'M8.5 7h7a1.5 1.5 0 0 1 1.5 1.5v7a1.5 1.5 0 0 1 -1.5 1.5h-7a1.5 1.5 0 0 1 -1.5 -1.5v-7a1.5 1.5 0 0 1 1.5 -1.5ZM4.5 13H3V4.5A1.5 1.5 0 0 1 4.5 3H13v1.5',
			width: 1.5
		}
	],
	clock: [{ paint: 'line', d: 'M2.5 10a7.5 7.5 0 1 0 15 0a7.5 7.5 0 1 0 -15 0ZM10 5.5V10l3 2', width: 1.5 }],
	people: [
		{
			paint: 'line',
			d: 'M4.5 7a3 3 0 1 0 6 0a3 3 0 1 0 -6 0ZM2 16.5c.3-3.3 2.6-5 5.5-5s5.2 1.7 5.5 5M13 4.2a3 3 0 0 1 0 5.6M15 12c1.8.8 2.8 2.3 3 4.5',
			width: 1.5
		}
	],
	check: [{ paint: 'line', d: 'M4 10.5l4 4 8-9', width: 1.8 }],
	cross: [{ paint: 'line', d: 'M5 5l10 10M15 5 5 15', width: 1.6 }],
	search: [{ paint: 'line', d: 'M3 8.5a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0ZM12.7 12.7l4.8 4.8', width: 1.6 }],
	down: [{ paint: 'line', d: 'M5 7.5l5 5 5-5', width: 1.6 }],
	up: [{ paint: 'line', d: 'M5 12.5l5-5 5 5', width: 1.6 }],
	rise: [{ paint: 'line', d: 'M5 15 15 5M7.5 5H15v7.5', width: 1.7 }],
	fall: [{ paint: 'line', d: 'M5 5l10 10M15 7.5V15H7.5', width: 1.7 }],
	same: [{ paint: 'line', d: 'M3 10h14M12.5 5.5 17 10l-4.5 4.5', width: 1.7 }],
	split: [{ paint: 'line', d: 'M10 17v-5L4.5 6.5M10 12l5.5-5.5M4 11V6h5M16 11V6h-5', width: 1.5 }],
	undo: [{ paint: 'line', d: 'M6.5 4 3 7.5 6.5 11M3.5 7.5H12a4.5 4.5 0 0 1 0 9H8', width: 1.5 }],
	sending: [{ paint: 'line', d: 'M10 13V5M6.5 8.5 10 5l3.5 3.5M4 16.5h12', width: 1.5 }],
	eye: [
		{
			paint: 'line',
			d: 'M1.5 10S4.5 4.5 10 4.5 18.5 10 18.5 10 15.5 15.5 10 15.5 1.5 10 1.5 10ZM7.5 10a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0Z',
			width: 1.5
		}
	],
	edit: [{ paint: 'line', d: 'M4 16l.7-3.5 8.6-8.6 2.8 2.8-8.6 8.6ZM11.5 5.7l2.8 2.8', width: 1.5 }],
	image: [
		{
			paint: 'line',
			d: 'M3.5 4h13a1 1 0 0 1 1 1v10a1 1 0 0 1 -1 1h-13a1 1 0 0 1 -1 -1v-10a1 1 0 0 1 1 -1ZM3 14l4.5-4.5L12 14l2.5-2.5 3 3',
			width: 1.5
		}
	],
	translate: [
		{
			paint: 'line',
			d: 'M2.5 4.5h9M7 2.5v2M9.5 4.5C8.5 8 6 10.5 3 12M4.5 7c1 2 3 3.8 5 4.5M10 17.5l3.8-9 3.7 9M11.3 14.5h5',
			width: 1.5
		}
	],
	second: [
		{ paint: 'line', d: 'M2.5 10a5 5 0 1 0 10 0a5 5 0 1 0 -10 0ZM7.5 10a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z', width: 1.5 }
	],
	plus: [{ paint: 'line', d: 'M10 4v12M4 10h12', width: 1.7 }],
	more: [
		{
			paint: 'fill',
			d: 'M2.9 10a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0 -3.2 0ZM8.4 10a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0 -3.2 0ZM13.9 10a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0 -3.2 0Z'
		}
	],
	stream: [{ paint: 'line', d: 'M3 5h14M3 10h14M3 15h9', width: 1.5 }],
	findings: [
		{
			paint: 'line',
			d: 'M3 6a3 3 0 1 0 6 0a3 3 0 1 0 -6 0ZM14 2.5 17.5 6 14 9.5 10.5 6ZM3 11.5h6v6h-6ZM12.3 11.5h3.4l1.8 3-1.8 3h-3.4l-1.8-3Z',
			width: 1.5
		}
	],
	label: [
		{ paint: 'line', d: 'M2.5 5h9.5l5.5 5-5.5 5H2.5Z', width: 1.5 },
		{ paint: 'fill', d: 'M11.2 10a0.8 0.8 0 1 0 1.6 0a0.8 0.8 0 1 0 -1.6 0Z' },
		{ paint: 'line', d: 'M11.2 10a0.8 0.8 0 1 0 1.6 0a0.8 0.8 0 1 0 -1.6 0Z', width: 1.5 }
	],
	silent: [
		{ paint: 'line', d: 'M2.5 10a7.5 7.5 0 1 0 15 0a7.5 7.5 0 1 0 -15 0Z', width: 1.6, dash: '3 3' },
		{ paint: 'line', d: 'M6.5 10h7', width: 1.6 }
	],
	flag: [{ paint: 'line', d: 'M5 17.5V3M5 3.5h10l-2.5 3.5L15 10.5H5', width: 1.5 }],
	replace: [{ paint: 'line', d: 'M3 7.5h12.5M12.5 4.5l3 3-3 3M17 12.5H4.5M7.5 9.5l-3 3 3 3', width: 1.5 }],
	globe: [
		{
			paint: 'line',
			d: 'M2.5 10a7.5 7.5 0 1 0 15 0a7.5 7.5 0 1 0 -15 0ZM2.5 10h15M10 2.5c2.5 2.3 3.3 4.7 3.3 7.5s-.8 5.2-3.3 7.5c-2.5-2.3-3.3-4.7-3.3-7.5s.8-5.2 3.3-7.5Z',
			width: 1.5
		}
	],
	handle: [
		{
			paint: 'fill',
			d: 'M5.6 5a1.4 1.4 0 1 0 2.8 0a1.4 1.4 0 1 0 -2.8 0ZM11.6 5a1.4 1.4 0 1 0 2.8 0a1.4 1.4 0 1 0 -2.8 0ZM5.6 10a1.4 1.4 0 1 0 2.8 0a1.4 1.4 0 1 0 -2.8 0ZM11.6 10a1.4 1.4 0 1 0 2.8 0a1.4 1.4 0 1 0 -2.8 0ZM5.6 15a1.4 1.4 0 1 0 2.8 0a1.4 1.4 0 1 0 -2.8 0ZM11.6 15a1.4 1.4 0 1 0 2.8 0a1.4 1.4 0 1 0 -2.8 0Z'
		}
	],
	filter: [{ paint: 'line', d: 'M3 5h14M5.5 10h9M8 15h4', width: 1.5 }],
	back: [{ paint: 'line', d: 'M12.5 4.5 7 10l5.5 5.5', width: 1.6 }],
	next: [{ paint: 'line', d: 'M3 10h12M11 5.5 15.5 10 11 14.5', width: 1.6 }],
	compare: [{ paint: 'line', d: 'M3 4h5.5v12H3ZM11.5 4H17v12h-5.5M10 2.5v15', width: 1.5 }],
	supports: [{ paint: 'line', d: 'M3 3.5h14v10H9.5L5.5 17v-3.5H3ZM7 8.5l2.2 2.2L13.2 6.5', width: 1.5 }],
	denies: [{ paint: 'line', d: 'M3 3.5h14v10H9.5L5.5 17v-3.5H3ZM8 6.5l4 4M12 6.5l-4 4', width: 1.5 }],
	asks: [
		{
			paint: 'line',
			d: 'M3 3.5h14v10H9.5L5.5 17v-3.5H3ZM8.7 6.9a1.4 1.4 0 1 1 2.1 1.2c-.5.3-.8.6-.8 1.1M10 11.3v.01',
			width: 1.5
		}
	],
	comments: [{ paint: 'line', d: 'M3 3.5h14v10H9.5L5.5 17v-3.5H3ZM6.5 7h7M6.5 10h4.5', width: 1.5 }],
	none: [{ paint: 'line', d: 'M2.5 10a7.5 7.5 0 1 0 15 0a7.5 7.5 0 1 0 -15 0Z', width: 1.5, dash: '2.5 2.5' }],
	play: [{ paint: 'fill', d: 'M6 3.5v13L16.5 10Z' }],
	hit: [{ paint: 'fill', d: 'M3 10a7 7 0 1 0 14 0a7 7 0 1 0 -14 0Z' }],
	almost: [
		{ paint: 'line', d: 'M3.8 10a6.2 6.2 0 1 0 12.4 0a6.2 6.2 0 1 0 -12.4 0Z', width: 1.8 },
		{ paint: 'fill', d: 'M10 3.8a6.2 6.2 0 0 0 0 12.4Z' }
	],
	missed: [{ paint: 'line', d: 'M3.8 10a6.2 6.2 0 1 0 12.4 0a6.2 6.2 0 1 0 -12.4 0Z', width: 1.8 }],
	pause: [{ paint: 'fill', d: 'M5 4h3.5v12H5ZM11.5 4H15v12h-3.5Z' }],
	stop: [{ paint: 'fill', d: 'M5 5h10v10H5Z' }],
	download: [{ paint: 'line', d: 'M10 3v9M6.5 8.5 10 12l3.5-3.5M4 16.5h12', width: 1.5 }],
	print: [{ paint: 'line', d: 'M6 7V3h8v4M6 14.5H3.5V7h13v7.5H14M6 12h8v5H6Z', width: 1.5 }],
	lock: [{ paint: 'line', d: 'M5 9h10v8H5ZM7 9V6.5a3 3 0 0 1 6 0V9', width: 1.5 }],
	settings: [{ paint: 'line', d: 'M3 6h7M14 6h3M12 4v4M3 14h3M10 14h7M8 12v4', width: 1.5 }],
	keyboard: [{ paint: 'line', d: 'M2 5h16v10H2ZM5 8h.01M8 8h.01M11 8h.01M14 8h.01M6.5 12h7', width: 1.5 }],
	bin: [{ paint: 'line', d: 'M3.5 5.5h13M8 5.5V3.5h4v2M5.5 5.5l.7 11h7.6l.7-11', width: 1.5 }],
	info: [{ paint: 'line', d: 'M2.5 10a7.5 7.5 0 1 0 15 0a7.5 7.5 0 1 0 -15 0ZM10 9v5M10 6.2v.01', width: 1.5 }],
	pin: [{ paint: 'line', d: 'M10 12.5V18M6 12.5h8l-1.5-3v-6h-5v6Z', width: 1.5 }],
	merge: [{ paint: 'line', d: 'M10 3v5L4.5 13.5M10 8l5.5 5.5M4 9v5h5M16 9v5h-5', width: 1.5 }],
	bell: [{ paint: 'line', d: 'M5 14V9a5 5 0 0 1 10 0v5l1.5 1.5h-13ZM8.5 17.5h3', width: 1.5 }],
	calendar: [{ paint: 'line', d: 'M3 4.5h14v12H3ZM3 8h14M7 2.5v3M13 2.5v3', width: 1.5 }],
	charts: [{ paint: 'line', d: 'M3 17h14M5.5 17v-6M10 17V4M14.5 17V8', width: 1.6 }],
	/** A megaphone: what the authorities did themselves. */
	action: [
		{
			paint: 'line',
			d: 'M2.5 8.5v3a1 1 0 0 0 1 1h2.5l7.5 3.5V4L6 7.5H3.5a1 1 0 0 0-1 1ZM5.5 12.5l1 4.5h2.3l-.9-3.4M16.2 7.3a3.8 3.8 0 0 1 0 5.4',
			width: 1.5
		}
	],
	offline: [{ paint: 'line', d: 'M2.5 10H7M13 10h4.5M8.5 6.5l3 7', width: 1.6 }],
	out: [{ paint: 'line', d: 'M11.5 3.5h5v5M16.5 3.5 9.5 10.5M14 11.5v5H3.5V6h5', width: 1.5 }],
	screen: [{ paint: 'line', d: 'M2.5 4h15v10h-15ZM7 17h6M10 14v3', width: 1.5 }],
	person: [
		{
			paint: 'line',
			d: 'M6.7 6.7a3.3 3.3 0 1 0 6.6 0a3.3 3.3 0 1 0 -6.6 0ZM3.5 17c.4-3.5 3-5 6.5-5s6.1 1.5 6.5 5',
			width: 1.5
		}
	],
	look: [{ paint: 'line', d: 'M2.5 10a7.5 7.5 0 1 0 15 0a7.5 7.5 0 1 0 -15 0ZM10 5a5 5 0 0 0 0 10Z', width: 1.5 }]
} as const satisfies Record<string, readonly Shape[]>;

export type IconName = keyof typeof drawn;
export const icons: Readonly<Record<IconName, readonly Shape[]>> = drawn;
