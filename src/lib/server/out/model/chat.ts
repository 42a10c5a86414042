import { z } from 'zod';
import type { ModelConfig } from '$lib/server/platform/config/model';
import { FetchError } from '$lib/server/platform/net/fetch-error';
import type { OutgoingProxy } from '$lib/server/platform/config/outgoing-proxy';
import { originFetch, type OriginFetch } from '$lib/server/platform/net/origin-fetch';
import { ModelError } from './model-error';

/** The parts of OpenAI's chat completion that we read. */
const Completion = z.object({
	model: z.string().max(200).nullish(),
	system_fingerprint: z.string().max(90).nullish(),
	choices: z
		.array(z.object({ finish_reason: z.string().nullish(), message: z.object({ content: z.string().min(1) }) }))
		.min(1)
});

interface ChatQuestion {
	readonly instruction: string;
	/** Sent as JSON, so that instructions in a post stay within a string. */
	readonly data: unknown;
	/** The maximum length of the answer, in tokens. */
	readonly tokens: number;
}
export interface ChatAnswer {
	readonly text: string;
	/** Whether it is complete, and was not cut at the limit. */
	readonly isWhole: boolean;
	/** The model as its server names it. */
	readonly version: string;
}
interface ChatLimits {
	readonly milliseconds: number;
	readonly bytes: number;
	/** The maximum number of concurrent requests. */
	readonly atOnce: number;
}
const DEFAULT_LIMITS: ChatLimits = { milliseconds: 60_000, bytes: 256 * 1024, atOnce: 4 };

/** Sends requests to the configured model, with the chat API of OpenAI; only the text of an answer is used. */
export class Chat {
	readonly #fetch: OriginFetch;
	#running = 0;

	constructor(
		readonly config: ModelConfig,
		readonly limits: ChatLimits = DEFAULT_LIMITS,
		proxy: OutgoingProxy | null = null
	) {
		const headers: Record<string, string> = config.key === null ? {} : { authorization: `Bearer ${config.key}` };
		this.#fetch = originFetch(config.url, { ...limits, proxy, headers });
	}

	/** @throws ModelError */
	async ask({ instruction, data, tokens }: ChatQuestion, stop: AbortSignal): Promise<ChatAnswer> {
		if (this.#running >= this.limits.atOnce) throw new ModelError('busy');
		this.#running++;
		try {
			const { status, body } = await this.#fetch(
				'chat/completions',
				{
					model: this.config.name,
					messages: [
						{ role: 'system', content: instruction },
						{ role: 'user', content: JSON.stringify(data) }
					],
					temperature: 0,
					max_tokens: tokens,
					stream: false
				},
				stop
			);
			if (status === 429) throw new ModelError('busy');
			if (status !== 200) throw new ModelError('away', { cause: new Error(`status ${status}`) });
			return this.#read(body);
		} catch (error) {
			throw error instanceof FetchError ? new ModelError(reasonOf(error), { cause: error }) : error;
		} finally {
			this.#running--;
		}
	}

	#read(body: Uint8Array): ChatAnswer {
		const parsed = Completion.safeParse(jsonIn(body));
		const [choice] = parsed.data?.choices ?? [];
		if (!parsed.data || !choice) throw new ModelError('unusable', { cause: parsed.error });
		const { model, system_fingerprint: fingerprint } = parsed.data;
		return {
			text: choice.message.content,
			isWhole: choice.finish_reason !== 'length',
			version: [model?.trim() || this.config.name, ...(fingerprint ? [fingerprint] : [])].join(' ')
		};
	}
}

function reasonOf({ code }: FetchError): 'slow' | 'unusable' | 'away' {
	if (code === 'timeout') return 'slow';
	return code === 'tooLarge' || code === 'encoding' ? 'unusable' : 'away';
}

function jsonIn(body: Uint8Array): unknown {
	try {
		return JSON.parse(new TextDecoder().decode(body));
	} catch {
		return null;
	}
}
