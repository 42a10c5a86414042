import { expect, test } from 'vitest';
import { StoryId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import type { PostPage } from '$lib/domain/stories/card';
import { PostsAhead } from '$lib/desk/stream/story/posts-ahead';

const [one, other] = [StoryId.parse(newId()), StoryId.parse(newId())];

function fixture() {
	const requests: string[] = [];
	let [posts, forgotten, fails] = [3, 0, false];
	const ahead = new PostsAhead({
		posts(story, limit) {
			requests.push(`${story} ${String(limit)}`);
			if (fails) return Promise.reject(new Error('no line'));
			return Promise.resolve<PostPage>({ posts: [], next: String(requests.length) });
		},
		card: () => ({ posts, atSource: { edited: 0, gone: 0 } }),
		forgotten: () => forgotten
	});
	return {
		ahead,
		requests,
		grow: () => (posts += 1),
		forget: () => (forgotten += 1),
		cut: () => (fails = true),
		restore: () => (fails = false)
	};
}

test('the posts of the next story are requested once, before it is opened', async () => {
	const { ahead, requests } = fixture();
	ahead.fetch(one, 20);
	ahead.fetch(one, 20);
	expect((await ahead.take(one, 20)).next).toBe('1');
	expect(requests).toEqual([`${one} 20`]);
	// Opened again, it is read again.
	expect((await ahead.take(one, 20)).next).toBe('2');
});

test('posts fetched for another story, or fewer of them, are not shown', async () => {
	const { ahead } = fixture();
	ahead.fetch(one, 20);
	expect((await ahead.take(other, 20)).next).toBe('2');
	expect((await ahead.take(one, 50)).next).toBe('3');
});

test('posts are read again when words were forgotten or posts arrived since', async () => {
	const { ahead, grow, forget } = fixture();
	ahead.fetch(one, 20);
	forget();
	expect((await ahead.take(one, 20)).next).toBe('2');
	ahead.fetch(one, 20);
	grow();
	expect((await ahead.take(one, 20)).next).toBe('4');
	ahead.fetch(one, 20);
	const waiting = ahead.take(one, 20);
	forget();
	expect((await waiting).next).toBe('6');
});

test('when prefetching failed, opening the story requests again', async () => {
	const { ahead, cut, restore } = fixture();
	cut();
	ahead.fetch(one, 20);
	restore();
	expect((await ahead.take(one, 20)).next).toBe('2');
	ahead.fetch(undefined, 20);
});
