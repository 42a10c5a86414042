import style from '$lib/report/partner.css?url';
import { database } from '../database/database';
import { logs } from '../log/tail';
import { part } from '../part';
import { themeAddress } from '../theme/serve-theme';
import { Links } from './links';
import type { Assets } from './page';
import { Pages } from './pages';

/** What people outside read by link. */
export interface Partner {
	readonly links: Links;
	readonly pages: Pages;
	readonly assets: Assets;
}

export const partner = part('partner', (program) => {
	const { sql } = database.of(program);
	const { theme } = program.host.config;
	const assets: Assets = { style, theme: theme && themeAddress(theme), script: '/partner.js' };
	const links = new Links(sql, logs.of(program));
	links.start();
	const service: Partner = { links, pages: new Pages(sql, logs.of(program), assets), assets };
	return { service, stop: () => links.stop() };
});
