import { z } from 'zod';
import { address } from './values';

/** A server with the chat API of OpenAI, chosen by the organisation. */
export interface ModelConfig {
	/** The base address of `chat/completions`, with a slash at the end. */
	readonly url: string;
	readonly name: string;
	/** Shown as a bearer token; `null`: the server asks for none. */
	readonly key: string | null;
}

const modelUrl = address(/^https?:$/)
	.transform((value) => new URL(value))
	.refine((url) => !url.search && !url.hash && !url.username && !url.password)
	.transform((url) => url.href.replace(/\/*$/, '/'));

/** Each variable: what it must be, and what to write when it is not (config.ts). */
export const modelVariables = {
	MODEL_URL: {
		is: modelUrl,
		advice: 'give the address of a server that speaks the chat form of OpenAI, such as http://10.0.0.5:11434/v1',
		about:
			'a language model of your own: a server that speaks the chat form of OpenAI (Ollama, vLLM, a gateway). It translates posts and drafts report sections on request, and gets masked text only. An incident can make 500 requests; all exercises together 60, and one more each minute',
		byDefault: 'off'
	},
	MODEL_NAME: {
		is: z.string().max(200),
		advice: 'give the name by which that server knows the model',
		about: 'name of the model on that server',
		byDefault: 'none'
	},
	MODEL_KEY: {
		is: z.string().regex(/^[\x21-\x7e]+$/),
		advice: 'give the key that the server asks for, without spaces',
		about: 'key for that server',
		byDefault: 'none'
	}
} as const;

type Name = keyof typeof modelVariables;
type ModelValues = { readonly [Part in 'url' | 'name' | 'key']: string | undefined };

/** @param mistakes receives a sentence for each variable that is missing */
export function modelSettings(
	{ url, name, key }: ModelValues,
	isSet: (name: Name) => boolean,
	mistakes: string[]
): ModelConfig | null {
	if (isSet('MODEL_URL') !== isSet('MODEL_NAME')) {
		const missing = isSet('MODEL_URL') ? 'MODEL_NAME' : 'MODEL_URL';
		mistakes.push(`${missing} is missing: ${modelVariables[missing].advice}.`);
	}
	if (isSet('MODEL_KEY') && !isSet('MODEL_URL'))
		mistakes.push('MODEL_KEY is set without MODEL_URL: set both, or neither.');
	return url && name ? { url, name, key: key ?? null } : null;
}
