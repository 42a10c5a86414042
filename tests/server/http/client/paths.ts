export interface paths {
    "/incidents/{id}/sources/{source}/posts": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                source: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send posts
         * @description At most 500 posts and 2 MB in one request; one program may send 5,000 at once and then 1,000 a second. The source must be of the kind for programs; an analyst makes it on the page Sources. Each post has its own result: `stored` (new), `backlog` (new, but older than the incident), `edited` (a new version of a known post), `known` (nothing changed) or `refused` (with the reason). Sending the same posts again is safe: do so after an error or 429. Instead of a token a program may sign with a key of the source: `Voelspriet-Timestamp` is the moment in seconds since 1970, `Voelspriet-Signature` is `sha256=` and the HMAC-SHA256 in hexadecimal digits over the timestamp, a full stop and the body. A signature is valid for five minutes and can be used once.
         */
        post: operations["sendPosts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}/stories": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /**
         * List stories
         * @description `view` says which: `waiting` (nobody looked at them yet), `newest`, `search`, `finding` (evidence for one), `looks` (waiting, and like a `kind` to the models, the surest first), `ids`, or `help` (possible calls for help). Pages follow by `cursor`: pass on what `next` gave.
         */
        get: operations["listStories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}/stories/{story}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                story: string;
            };
            cookie?: never;
        };
        /** Read one story */
        get: operations["readStory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}/stories/{story}/posts": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                story: string;
            };
            cookie?: never;
        };
        /**
         * List the posts of a story
         * @description Newest first. Private authors are numbers; their names are not sent to programs.
         */
        get: operations["listPostsOfStory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}/posts/changed": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /**
         * List the posts that were edited or deleted at their source
         * @description The newest hundred, each with its earlier text. Filter by `story`, by `finding` (its evidence) or by `post`; without a filter: of the whole incident.
         */
        get: operations["listChangedPosts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}/spread": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /**
         * Read who spread a story or a rumour
         * @description The first post, the sources in the order in which they got it, and the authors with the largest reach, of a `story` or a `finding`. Of a rumour: the posts that support it or ask about it, without the organisation’s own accounts. Private authors are numbers.
         */
        get: operations["readSpread"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}/places": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /**
         * Read what people write about each neighbourhood
         * @description For each neighbourhood of the incident: the posts that name it in the last thirty minutes and in the thirty before, their authors, and their findings. A post that names a neighbourhood was not necessarily sent from there.
         */
        get: operations["readPlaces"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}/searches": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /**
         * Count the results of your saved searches
         * @description The number of stories that each of your own saved searches finds, up to 100. Programs have no saved searches.
         */
        get: operations["countSavedSearches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}/state": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /**
         * Read the whole state
         * @description The incident with its sources, findings, facts, labels and texts: the state after event `seq`.
         */
        get: operations["readState"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /**
         * List the events after a number
         * @description All events in order, without gaps. `head` is the number of the newest event; continue with the number of the last event you got.
         */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}/figures": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** Read the current figures */
        get: operations["readFigures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}/time-series": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /**
         * Read the time series of the incident
         * @description In steps of equal length: posts per source and rumour; labelled stories, and the actions of the authorities.
         */
        get: operations["readTimeSeries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}/sources": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /**
         * Read the status of the sources
         * @description Only of the sources that the program polls. The incident’s state lists all sources.
         */
        get: operations["listSourceStatuses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Problem: {
            /** @description `urn:problem-type:voelspriet:` and the code: an error without it is not of this program. */
            type: string;
            /** @description The name of the status. */
            title: string;
            status: number;
            /** @description For people: what happened, what was saved, and what to do. */
            detail: string;
            /** @description The kind of problem, for programs, such as `incident.closed`. */
            code: string;
            /** @description Details of the problem, such as `where`: the first field that is wrong. */
            details?: {
                [key: string]: string | number;
            };
            /** @description Every field that is wrong. */
            errors?: {
                /** @description What the field must be. */
                detail: string;
                /** @description The field of the body: a JSON Pointer as a fragment (RFC 6901). */
                pointer?: string;
                /** @description The parameter of the address. */
                parameter?: string;
            }[];
        };
        PushAnswer: {
            results: components["schemas"]["PushResult"][];
        };
        PushResult: {
            /** @description As it was sent; null where it could not be read. */
            externalId: string | null;
            /** @enum {string} */
            result: "stored" | "backlog" | "edited" | "known" | "refused";
            /**
             * @description Why it was refused.
             * @enum {string|null}
             */
            why: "invalid" | "empty" | null;
            /** @description The field that is wrong. */
            where: string | null;
        };
        StoryPage: {
            stories: components["schemas"]["StoryCard"][];
            next: string | null;
            totals: components["schemas"]["QueueTotals"] | null;
            seq: number;
        };
        StoryCard: {
            /** Format: uuid */
            id: string;
            lead: {
                /** Format: uuid */
                post: string;
                text: string;
                cut: boolean;
                /** Format: date-time */
                at: string;
                lang: string | null;
                url: string | null;
                media: {
                    /** @enum {string} */
                    kind: "picture" | "video" | "sound" | "file";
                    description: string | null;
                    seconds: number | null;
                }[] | null;
                /** @enum {string} */
                platform: "x" | "mastodon" | "bluesky" | "facebook" | "instagram" | "tiktok" | "whatsapp" | "forum" | "news" | "phone" | "press" | "street" | "partner" | "other";
                /** Format: uuid */
                source: string;
                author: components["schemas"]["AuthorSeen"] | null;
                deleted: boolean;
                forgotten: boolean;
            };
            posts: number;
            atSource: {
                edited: number;
                gone: number;
            };
            authors: number;
            reach: number | null;
            platforms: ("x" | "mastodon" | "bluesky" | "facebook" | "instagram" | "tiktok" | "whatsapp" | "forum" | "news" | "phone" | "press" | "street" | "partner" | "other")[];
            sources: string[];
            /** Format: date-time */
            since: string;
            /** Format: date-time */
            newestAt: string;
            backlog: boolean;
            growth: number;
            recent: number[];
            help: components["schemas"]["MachineHint"] | null;
            /** @enum {string|null} */
            helpState: "pinned" | "passedOn" | "dismissed" | null;
            waiting: boolean;
            cameBack: boolean;
            maybe: {
                /** @enum {string} */
                kind: "need" | "rumour" | "notRelevant";
                reason: components["schemas"]["MachineHint"];
            }[];
            likely: {
                /** @enum {string} */
                kind: "need" | "rumour" | "behaviour" | "meaning";
                /** Format: uuid */
                finding: string;
                likeness: number;
                words: string[];
            }[];
            perhapsSame: {
                /** Format: uuid */
                story: string;
                text: string;
                posts: number;
                reason: components["schemas"]["MachineHint"];
            } | null;
            /** Format: uuid */
            mergedInto: string | null;
        };
        AuthorSeen: {
            number: number;
            /** @enum {string} */
            kind: "private" | "unknown" | "organisation" | "media" | "officeHolder";
            name: string | null;
        };
        MachineHint: {
            method: string;
            version: number;
            score: number;
            reason: string;
        };
        QueueTotals: {
            waiting: number;
            /** Format: date-time */
            oldest: string | null;
            help: number;
            pinned: number;
        };
        PostPage: {
            posts: components["schemas"]["PostSeen"][];
            next: string | null;
        };
        PostSeen: {
            /** Format: uuid */
            id: string;
            text: string;
            /** Format: date-time */
            at: string;
            /** Format: date-time */
            publishedAt: string | null;
            /** Format: date-time */
            receivedAt: string;
            /** @enum {string} */
            platform: "x" | "mastodon" | "bluesky" | "facebook" | "instagram" | "tiktok" | "whatsapp" | "forum" | "news" | "phone" | "press" | "street" | "partner" | "other";
            /** Format: uuid */
            source: string;
            author: components["schemas"]["AuthorSeen"] | null;
            reach: number | null;
            url: string | null;
            media: {
                /** @enum {string} */
                kind: "picture" | "video" | "sound" | "file";
                description: string | null;
                seconds: number | null;
            }[] | null;
            lang: string | null;
            shares: number;
            shared: boolean;
            versions: number;
            earlier: {
                text: string;
                /** Format: date-time */
                until: string;
                deleted: boolean;
            }[];
            deleted: boolean;
            forgotten: boolean;
            help: components["schemas"]["MachineHint"] | null;
        };
        IncidentState: {
            /** @description The number of the last event in it. */
            seq: number;
            /**
             * Format: date-time
             * @description The time of the server.
             */
            time: string;
            /**
             * Format: date-time
             * @description The same time on the clock of the incident.
             */
            at: string;
            /** @description Each collection is a list of [id, row]; single values are by name. */
            state: {
                [key: string]: unknown;
            };
        };
        EventsPage: {
            events: components["schemas"]["Event"][];
            head: number;
            before: string | null;
        };
        Event: {
            seq: number;
            hash: string;
            /** Format: date-time */
            wallAt: string;
            /** Format: uuid */
            by: string;
            command: string | null;
            redacted: boolean;
            type: string;
            data: unknown;
        };
        Figures: {
            /** Format: date-time */
            at: string;
            posts: number;
            backlog: number;
            stories: number;
            unseen: number;
            queue: components["schemas"]["QueueTotals"];
            recent: number[];
            sources: {
                /** Format: uuid */
                source: string;
                posts: number;
                /** Format: date-time */
                newest: string | null;
                last5: number;
            }[];
            findings: components["schemas"]["FindingFigures"][];
        };
        FindingFigures: {
            /** Format: uuid */
            finding: string;
            stories: number;
            posts: number;
            atSource: {
                edited: number;
                gone: number;
            };
            authors: number;
            course: {
                now: number;
                before: number | null;
                /** @enum {string} */
                trend: "new" | "again" | "rises" | "falls" | "same" | "none" | "unsure";
            };
            /** Format: date-time */
            newest: string | null;
            platforms: ("x" | "mastodon" | "bluesky" | "facebook" | "instagram" | "tiktok" | "whatsapp" | "forum" | "news" | "phone" | "press" | "street" | "partner" | "other")[];
            phone: number;
            press: number;
            online: number;
            recent: number[];
            week?: {
                now: number;
                before: number;
            };
            sinceAnswer: {
                posts: number;
                /** Format: date-time */
                from: string | null;
            } | null;
            spread: {
                authors: number;
                platforms: number;
                postsLast30: number;
                posts30Before: number;
                publicVoice: boolean;
                pressAsks: boolean;
            } | null;
        };
        TimeSeries: {
            /** Format: date-time */
            from: string;
            step: number;
            steps: number;
            /** Format: date-time */
            until: string;
            sources: {
                /** Format: uuid */
                source: string;
                posts: number[];
            }[];
            emotions: {
                /** @enum {string} */
                emotion: "fear" | "anger" | "sadness" | "compassion" | "relief" | "confusion" | "humour";
                stories: number;
            }[];
            attitudes: {
                /** @enum {string} */
                attitude: "negative" | "neutral" | "positive";
                stories: number;
            }[];
            rumours: {
                /** Format: uuid */
                rumour: string;
                posts: number[];
            }[];
            outages: {
                /** Format: uuid */
                source: string;
                /** Format: date-time */
                from: string;
                /** Format: date-time */
                to: string;
            }[];
            actions: {
                /** Format: uuid */
                action: string;
                channels: string[];
                text: string;
                /** Format: date-time */
                at: string;
                before: number | null;
                after: number | null;
            }[];
        };
        PlaceFigures: {
            /** Format: date-time */
            at: string;
            placed: number;
            unplaced: number;
            places: {
                name: string;
                posts: number;
                before: number;
                authors: number;
                findings: {
                    /** @enum {string} */
                    kind: "need" | "rumour" | "behaviour" | "meaning";
                    /** Format: uuid */
                    finding: string;
                    posts: number;
                }[];
            }[];
        };
        SpreadHistory: {
            posts: number;
            authors: number;
            first: {
                /** Format: uuid */
                post: string;
                text: string;
                /** Format: date-time */
                at: string;
                lang: string | null;
                url: string | null;
                /** @enum {string} */
                platform: "x" | "mastodon" | "bluesky" | "facebook" | "instagram" | "tiktok" | "whatsapp" | "forum" | "news" | "phone" | "press" | "street" | "partner" | "other";
                /** Format: uuid */
                source: string;
                author: components["schemas"]["AuthorSeen"] | null;
                forgotten: boolean;
            } | null;
            path: {
                /** Format: uuid */
                source: string;
                /** @enum {string} */
                platform: "x" | "mastodon" | "bluesky" | "facebook" | "instagram" | "tiktok" | "whatsapp" | "forum" | "news" | "phone" | "press" | "street" | "partner" | "other";
                /** Format: date-time */
                first: string;
                posts: number;
                authors: number;
            }[];
            voices: {
                author: components["schemas"]["AuthorSeen"];
                /** @enum {string} */
                platform: "x" | "mastodon" | "bluesky" | "facebook" | "instagram" | "tiktok" | "whatsapp" | "forum" | "news" | "phone" | "press" | "street" | "partner" | "other";
                /** Format: date-time */
                first: string;
                posts: number;
                reach: number | null;
            }[];
        };
        SearchCounts: {
            counts: {
                /** Format: uuid */
                search: string;
                count: number | null;
                more: boolean;
            }[];
        };
        SourceStatuses: {
            sources: components["schemas"]["SourceStatus"][];
        };
        SourceStatus: {
            /** Format: uuid */
            source: string;
            /** @default true */
            polled: boolean;
            /** Format: date-time */
            lastGood: string | null;
            /** Format: date-time */
            lastPost: string | null;
            problem: {
                /** @enum {string} */
                code: "address" | "scheme" | "credentials" | "port" | "inner" | "redirects" | "unresolved" | "proxy" | "connection" | "tls" | "timeout" | "tooLarge" | "encoding" | "answer" | "stopped" | "closed" | "dead" | "empty" | "html" | "doctype" | "unreadable" | "tooSlow" | "status" | "token" | "forbidden" | "tooMany" | "tokenMissing" | "timelines" | "notThisServer" | "budget" | "profileEmpty" | "rules" | "xCredit" | "xOtherLine" | "xTooSlow" | "storing" | "signature" | "clock";
                status: number | null;
                /** Format: date-time */
                since: string;
                times: number;
            } | null;
            /** Format: date-time */
            next: string | null;
            skipped: number;
            /** @default [] */
            deadLinks: string[];
            /** @default [] */
            errors: {
                /** @enum {string} */
                code: "address" | "scheme" | "credentials" | "port" | "inner" | "redirects" | "unresolved" | "proxy" | "connection" | "tls" | "timeout" | "tooLarge" | "encoding" | "answer" | "stopped" | "closed" | "dead" | "empty" | "html" | "doctype" | "unreadable" | "tooSlow" | "status" | "token" | "forbidden" | "tooMany" | "tokenMissing" | "timelines" | "notThisServer" | "budget" | "profileEmpty" | "rules" | "xCredit" | "xOtherLine" | "xTooSlow" | "storing" | "signature" | "clock";
                status: number | null;
                times: number;
                /** Format: date-time */
                last: string;
            }[];
            /** @default null */
            cost: {
                posts: number;
                cents: number;
                maxPerMonth: number;
            } | null;
            pace: {
                normal: number;
                now: number;
                silent: boolean;
            } | null;
        };
        PushRequest: {
            posts: components["schemas"]["PushedPost"][];
        };
        PushedPost: {
            /** @description Unique within the source. Sent again with another text it is a later version of the same post. */
            externalId: string;
            /** @description At most 10,000 characters are kept. */
            text: string;
            /** @description The text is HTML; text is made of it. */
            html?: boolean | null;
            /**
             * Format: date-time
             * @description With a time zone. Without it the moment of receipt counts.
             */
            publishedAt?: string | null;
            /** @description Who said it. Leave it out for who has no name to you. */
            author?: {
                /** @description Unique within the network. */
                externalId: string;
                handle?: string | null;
                name?: string | null;
                followers?: number | null;
            } | null;
            url?: string | null;
            /** @description BCP 47, as `nl`. Without it the language is recognised. */
            lang?: string | null;
            /** @description The external id of the post that this one passes on. */
            shares?: string | null;
            /** @description The external id of the post that this one answers. */
            replyTo?: string | null;
            /** @description Followers or readers as the source gives them, never a guess. */
            reach?: number | null;
            /** @description Pictures, films and sound: named to people, never loaded. Without it nothing is known of them. */
            media?: {
                /** @enum {string} */
                kind: "picture" | "video" | "sound" | "file";
                /** @description At most 500 characters are kept. */
                description?: string | null;
                /** @description How long it plays. */
                seconds?: number | null;
            }[] | null;
            /** @description It is gone at the source. */
            deleted?: boolean | null;
            /**
             * @description Where it was said. Without it, what the source says.
             * @enum {string|null}
             */
            platform?: "x" | "mastodon" | "bluesky" | "facebook" | "instagram" | "tiktok" | "whatsapp" | "forum" | "news" | "phone" | "press" | "street" | "partner" | "other" | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    sendPosts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                source: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PushRequest"];
            };
        };
        responses: {
            /** @description The result for each post, in the order of the request. */
            200: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PushAnswer"];
                };
            };
            /** @description The body is not JSON, or a parameter of the address is wrong: `details.where` names it. */
            400: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or session, or one that is wrong, revoked or expired. */
            401: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token or these roles may not do this. */
            403: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or you have no access to it. */
            404: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The current state does not allow it: closed, paused, or changed since you read it. */
            409: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request body is too large. */
            413: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body has the wrong media type. */
            415: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is JSON, but a field is wrong: `details.where` names it. */
            422: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Wait for the time in Retry-After, then send the same request again. */
            429: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStories: {
        parameters: {
            query: {
                cursor?: string;
                limit?: number;
                view: "waiting" | "newest" | "search" | "finding" | "looks" | "ids" | "help";
                q?: string;
                source?: string;
                finding?: string;
                lang?: string;
                from?: string;
                to?: string;
                emotion?: "fear" | "anger" | "sadness" | "compassion" | "relief" | "confusion" | "humour";
                attitude?: "negative" | "neutral" | "positive";
                stance?: "supports" | "denies" | "asks" | "comments";
                kind?: "need" | "rumour" | "notRelevant";
                ids?: string[];
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of stories. */
            200: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoryPage"];
                };
            };
            /** @description The body is not JSON, or a parameter of the address is wrong: `details.where` names it. */
            400: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or session, or one that is wrong, revoked or expired. */
            401: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token or these roles may not do this. */
            403: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or you have no access to it. */
            404: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Wait for the time in Retry-After, then send the same request again. */
            429: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer could not be made now, or took too long. Try again later, or ask for less. */
            503: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readStory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                story: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The story. A merged story names the story it was merged into. */
            200: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoryCard"];
                };
            };
            /** @description No token or session, or one that is wrong, revoked or expired. */
            401: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token or these roles may not do this. */
            403: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or you have no access to it. */
            404: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Wait for the time in Retry-After, then send the same request again. */
            429: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPostsOfStory: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
                story: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of posts. */
            200: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostPage"];
                };
            };
            /** @description The body is not JSON, or a parameter of the address is wrong: `details.where` names it. */
            400: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or session, or one that is wrong, revoked or expired. */
            401: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token or these roles may not do this. */
            403: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or you have no access to it. */
            404: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Wait for the time in Retry-After, then send the same request again. */
            429: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listChangedPosts: {
        parameters: {
            query?: {
                story?: string;
                finding?: string;
                post?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The posts, without paging. */
            200: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostPage"];
                };
            };
            /** @description The body is not JSON, or a parameter of the address is wrong: `details.where` names it. */
            400: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or session, or one that is wrong, revoked or expired. */
            401: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token or these roles may not do this. */
            403: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or you have no access to it. */
            404: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Wait for the time in Retry-After, then send the same request again. */
            429: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readSpread: {
        parameters: {
            query?: {
                story?: string;
                finding?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who spread it. */
            200: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpreadHistory"];
                };
            };
            /** @description The body is not JSON, or a parameter of the address is wrong: `details.where` names it. */
            400: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or session, or one that is wrong, revoked or expired. */
            401: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token or these roles may not do this. */
            403: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or you have no access to it. */
            404: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Wait for the time in Retry-After, then send the same request again. */
            429: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readPlaces: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The figures by neighbourhood; empty when the incident has no neighbourhoods. */
            200: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaceFigures"];
                };
            };
            /** @description No token or session, or one that is wrong, revoked or expired. */
            401: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token or these roles may not do this. */
            403: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or you have no access to it. */
            404: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Wait for the time in Retry-After, then send the same request again. */
            429: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    countSavedSearches: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The counts. */
            200: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchCounts"];
                };
            };
            /** @description No token or session, or one that is wrong, revoked or expired. */
            401: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token or these roles may not do this. */
            403: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or you have no access to it. */
            404: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Wait for the time in Retry-After, then send the same request again. */
            429: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readState: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The state. */
            200: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentState"];
                };
            };
            /** @description No token or session, or one that is wrong, revoked or expired. */
            401: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token or these roles may not do this. */
            403: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or you have no access to it. */
            404: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Wait for the time in Retry-After, then send the same request again. */
            429: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listEvents: {
        parameters: {
            query: {
                after: number;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As many events as fit in one response. */
            200: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventsPage"];
                };
            };
            /** @description The body is not JSON, or a parameter of the address is wrong: `details.where` names it. */
            400: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or session, or one that is wrong, revoked or expired. */
            401: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token or these roles may not do this. */
            403: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or you have no access to it. */
            404: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Wait for the time in Retry-After, then send the same request again. */
            429: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readFigures: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counts, the queue, and every finding. */
            200: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Figures"];
                };
            };
            /** @description No token or session, or one that is wrong, revoked or expired. */
            401: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token or these roles may not do this. */
            403: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or you have no access to it. */
            404: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Wait for the time in Retry-After, then send the same request again. */
            429: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readTimeSeries: {
        parameters: {
            query?: {
                from?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A row of numbers for each line in the charts. */
            200: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimeSeries"];
                };
            };
            /** @description The body is not JSON, or a parameter of the address is wrong: `details.where` names it. */
            400: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or session, or one that is wrong, revoked or expired. */
            401: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token or these roles may not do this. */
            403: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or you have no access to it. */
            404: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Wait for the time in Retry-After, then send the same request again. */
            429: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSourceStatuses: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A status for each source. */
            200: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceStatuses"];
                };
            };
            /** @description No token or session, or one that is wrong, revoked or expired. */
            401: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token or these roles may not do this. */
            403: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or you have no access to it. */
            404: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Wait for the time in Retry-After, then send the same request again. */
            429: {
                headers: {
                    /** @description The version of this API, in full. */
                    "API-Version"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
