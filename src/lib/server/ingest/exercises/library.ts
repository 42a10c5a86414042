/// <reference types="vite/client" />
import brandZuiderpark from './brand-zuiderpark.jsonl?raw';
import lekkageKender from './lekkage-kender.jsonl?raw';
import tribuneWilgenrade from './tribune-wilgenrade.jsonl?raw';
import vermistHeesvelde from './vermist-heesvelde.jsonl?raw';
import { readScript, type Gold, type LabelledScript, type Script } from './script';

/** The scripts by key: those of the program, and people's own scripts once they are loaded. */
const scriptTexts = new Map([
	['brand-zuiderpark', brandZuiderpark],
	['lekkage-kender', lekkageKender],
	['tribune-wilgenrade', tribuneWilgenrade],
	['vermist-heesvelde', vermistHeesvelde]
]);
const parsedScripts = new Map<string, LabelledScript>();

/** The keys of the scripts that are part of the program. */
export const scriptKeys: readonly string[] = [...scriptTexts.keys()];

/** Adds a person's own script; the script of a key never changes. */
export function addScript(key: string, text: string): void {
	if (!scriptTexts.has(key)) scriptTexts.set(key, text);
}

/** Null when there is no such script. */
export function scriptOf(key: string): Script | null {
	return labelledScript(key)?.script ?? null;
}

/** The labels of a script by the post's id: for scoring only, never for a browser. */
export function goldOf(key: string): ReadonlyMap<string, Gold> | null {
	return labelledScript(key)?.gold ?? null;
}

/** A script with its labels and their findings: never for a browser. Null when there is no such script. */
export function labelledScript(key: string): LabelledScript | null {
	const text = scriptTexts.get(key);
	if (text === undefined) return null;
	const found = parsedScripts.get(key) ?? readScript(text);
	parsedScripts.set(key, found);
	return found;
}

/** The script and the source in it that a source of an incident plays: `brand-zuiderpark/telefoon`. */
export const playing = (script: string, source: string): string => `${script}/${source}`;

/** Null when there is no such script or source. */
export function playedBy(key: string | null): { script: Script; scriptKey: string; source: string } | null {
	const [scriptKey = '', source = ''] = key?.split('/') ?? [];
	const script = scriptOf(scriptKey);
	return script?.sources.some((known) => known.key === source) ? { script, scriptKey, source } : null;
}
