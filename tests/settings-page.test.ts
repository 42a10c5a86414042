import { expect, test } from 'vitest';
import { describedSettings, settingNames } from '$lib/server/platform/config/config';
import { SETTINGS } from './running-program';

const page = `# Settings

This page is made from the table of settings in \`src/lib/server/platform/config\`. After a change there, make it again with
\`npx vitest run tests/settings-page.test.ts -u\`.

Every setting is optional and is read from the environment. Each variable can also be given as \`NAME_FILE\`: the path of
a file that contains the value. The program reports all mistakes at the start, each with what to write.

| variable | meaning | default |
|---|---|---|
${describedSettings.map(({ name, about, byDefault }) => `| \`${name}\` | ${about} | ${byDefault} |`).join('\n')}

Notifications on phones and computers (Web Push) need no setting. The program makes their keys at the first start and
encrypts them with \`SECRET\`. They need an \`ORIGIN\` with https, and access to the push services of the browsers
(\`fcm.googleapis.com\`, \`*.push.services.mozilla.com\`, \`*.push.apple.com\`, \`*.notify.windows.com\`). A notification is
encrypted for the device and says what is waiting, never the claim.
`;

test('docs/operate/settings.md is generated from the table of settings', async () => {
	await expect(page).toMatchFileSnapshot('../docs/operate/settings.md');
});

test('every setting is described', () => {
	const described = new Set(describedSettings.map(({ name }) => name));
	const missing = settingNames.filter((name) => !described.has(name));
	expect(missing).toEqual([]);
});

test('no setting of the caller reaches a program that a test starts', () => {
	expect(settingNames.length).toBeGreaterThan(25);
	expect(settingNames.filter((name) => !SETTINGS.test(name))).toEqual([]);
});
