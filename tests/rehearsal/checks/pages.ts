import { filesIn, textOf } from '../../project-files';
import type { Installation, Name } from '../setup/installation';

/** Who opens pages, the widest access first. */
const roles: readonly Name[] = ['coordinator', 'administrator', 'analyst', 'spokesperson', 'partner', 'stranger'];

/** Every page and every endpoint that can be read, by SvelteKit's route id without its groups. */
const routes = filesIn('src/routes', /\+(page\.svelte|server\.ts)$/, 100).flatMap((file) => {
	const found = /^src\/routes\/(.*?)\/?\+(page\.svelte|server\.ts)$/.exec(file);
	if (!found) return [];
	const isPage = found[2] === 'page.svelte';
	if (!isPage && !/export const GET\b/.test(textOf(file))) return [];
	const id = `/${(found[1] ?? '').replaceAll(/\([^)]*\)\/?/g, '').replace('[x+2e]', '.')}`;
	return [{ id, isPage }];
});

/** A page that exists, and somebody who may see it. */
export interface OpenPage {
	readonly path: string;
	readonly role: Name;
}

/**
 * Opens every page and reads every endpoint, as each role or until somebody may.
 * @param isLinkOver the time of the share link has passed: it opens nothing for anybody
 * @returns the pages that were opened, and what is wrong
 */
export async function openPages(
	installation: Installation,
	asEverybody: boolean,
	isLinkOver: boolean
): Promise<{ readonly open: readonly OpenPage[]; readonly wrong: readonly string[] }> {
	const [open, wrong]: [OpenPage[], string[]] = [[], []];
	const waiting = [...routes];
	const work = async (): Promise<void> => {
		for (let route = waiting.shift(); route; route = waiting.shift()) {
			const { id, isPage } = route;
			const path = pathOf(installation, id);
			let seenBy: Name | null = null;
			for (const role of roles) {
				if (seenBy !== null && !asEverybody) break;
				const { status, text } = await installation.people[role].ask(path);
				if (status >= 500) wrong.push(`${path} answers ${role} with ${String(status)}: ${text.slice(-300)}`);
				if (status === 200) seenBy ??= role;
			}
			const isOver = isLinkOver && id.startsWith('/r/[link]');
			if (isOver && seenBy !== null) wrong.push(`${path} is open to ${seenBy} after its time`);
			if (seenBy === null && !isOver && !forNobody.has(id)) wrong.push(`nobody may open ${path} (${id})`);
			if (seenBy !== null && isPage) open.push({ path, role: seenBy });
		}
	};
	await Promise.all([work(), work(), work()]);
	return { open, wrong };
}

/** Where a route leads in this installation. */
function pathOf({ ids, incident, link }: Installation, route: string): string {
	const [, , linkId = '', secret = ''] = link.split('/');
	const isExercise = route.startsWith('/incidents/[id]/debrief');
	const values: Readonly<Record<string, () => string>> = {
		id: () => (isExercise ? ids.of('exercise') : route.includes('/archive') ? ids.of('closed') : incident),
		number: () => '1',
		finding: () => ids.of('rumour'),
		story: () => ids.of('story'),
		subject: () => ids.of('fact'),
		document: () => 'report:1',
		protocol: () => 'feed',
		person: () => ids.of('analyst'),
		link: () => linkId,
		topic: () => 'installation',
		card: () => 'analyst',
		shape: () => 'PushRequest',
		extension: () => 'pdf',
		text: () => (route.startsWith('/prepared') ? ids.of('prepared') : ids.of('text')),
		source: () => ids.of('source'),
		secret: () => (route.startsWith('/r/') ? secret : 'none'),
		post: () => ids.of('post'),
		exercise: () => 'none',
		form: () => (route.startsWith('/audit') ? 'csv' : 'pdf')
	};
	const path = route.replaceAll(/\[([^\]=]+)(=[^\]]*)?\]/g, (_, name: string) => values[name]?.() ?? 'none');
	const query = queries[/\/([^/]+)$/.exec(route)?.[1] ?? ''];
	return query === undefined ? path : `${path}?${query}`;
}

/** What some endpoints are asked for, by the end of their route. */
const queries: Readonly<Partial<Record<string, string>>> = { events: 'after=0&limit=100', stories: 'view=waiting' };

/** What nobody can open here, or what only leads elsewhere. */
const forNobody: ReadonlySet<string> = new Set([
	// Set-up is over, nobody owes a second factor, people sign in here, and no theme or contact is set.
	...['/set-up', '/sign-in/second', '/sign-in/organisation', '/sign-in/organisation/back', '/theme.css'],
	'/.well-known/security.txt',
	// It sets a cookie and leads to the report. Feeds are off, as they are at first.
	...['/r/[link]/[secret]', '/r/[link]/reports.atom', '/r/[link]/texts.atom'],
	// Of what nobody made here: exercises of one's own, bundles, archives by the page, imports.
	...['/exercises/[exercise]', '/exercises/[exercise]/file', '/incidents/[id]/report/export/[bundle]'],
	...['/incidents/[id]/archive/file', '/incidents/[id]/debrief/practice', '/incidents/[id]/report/preview'],
	...['', '/preview', '/refused'].map((end) => `/api/v1/incidents/[id]/imports/[import]${end}`),
	// They need a query that depends on what is on the page.
	...['/spread', '/posts/[post]/findable', '/texts/[text]/words'].map((end) => `/api/v1/incidents/[id]${end}`)
]);
