/** What the server answers to the extension's commands. Lengths count characters, offsets code points of the text. */

export interface Message {
  readonly text: string;
  readonly length: number;
  readonly segments: number;
  /** What it costs; null if the settings give no price. */
  readonly cost: number | null;
  readonly parts: readonly string[];
}

/** Where something stands in a document. */
interface Range {
  readonly start: Position;
  readonly end: Position;
}

interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Preview {
  readonly uri: string;
  readonly index: number;
  readonly start: Position;
  readonly name: string | null;
  readonly type: string;
  readonly typeInferred: boolean;
  readonly signature: string | null;
  readonly encoding: string;
  readonly shortest: Message;
  readonly typical: Message;
  readonly longest: Message;
  readonly variables: readonly {
    readonly name: string;
    readonly attribute: string | null;
    /** What the attribute is called; null for an unknown one. */
    readonly title: string | null;
    readonly min: number;
    readonly max: number;
  }[];
  readonly templates: readonly { readonly index: number; readonly name: string | null }[];
  /** The frames of a digital message; none for other messages. */
  readonly frames: readonly Frame[];
  /** How large all frames are together; null without frames. */
  readonly sum: string | null;
}

export interface Frame {
  readonly media: readonly FrameMedia[];
  readonly shortest: string;
  readonly typical: string;
  readonly longest: string;
}

export interface FrameMedia {
  /** What it is, in words. */
  readonly about: string;
  readonly fault: boolean;
  /** How a browser shows it; null for what it does not show. */
  readonly shows: "image" | "video" | "audio" | null;
  /** The digest of its bytes. */
  readonly key: string | null;
  /** An address that holds its bytes; null for a file whose digest the request names as known. */
  readonly data: string | null;
}

export interface Status {
  readonly index: number;
  readonly name: string | null;
  readonly type: string;
  readonly typeInferred: boolean;
  readonly lengthMin: number;
  readonly lengthMax: number;
  readonly segmentsMin: number;
  readonly segmentsMax: number;
  readonly error: number;
  readonly warning: number;
  readonly info: number;
  readonly templates: number;
  readonly settingsFile: string | null;
}

export interface Payload {
  readonly request: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly problems: readonly string[];
}

export interface AccountText {
  readonly code: string;
  readonly verdict: string;
  readonly text: string;
}

export interface Rehearsal {
  readonly table: string;
  readonly rows: number;
  readonly offending: number;
  readonly segments: Readonly<Record<string, number>>;
  readonly causes: readonly {
    readonly error: string;
    readonly column: string | null;
    readonly variable: string | null;
    readonly count: number;
    readonly message: string;
    readonly samples: readonly {
      readonly row: number;
      readonly value: string;
      /** What was probably meant; null if nothing is certain enough. */
      readonly suggestion: string | null;
    }[];
  }[];
  readonly unchanging: readonly { readonly column: string; readonly value: string }[];
  /** How many rows with problems were saved. */
  readonly written: number;
}

/** What a text of the vendor may mean, the likeliest first. */
export interface Explanation {
  readonly answers: readonly {
    readonly id: string;
    readonly title: string;
    readonly certainty: string;
    readonly places: readonly Place[];
  }[];
}

/** A place in a template that an answer may be about. */
export interface Place {
  /** The title of the rule that found it, or the variable that the answer names. */
  readonly title: string;
  readonly message: string;
  readonly range: Range;
}

export interface SettingsInForce {
  readonly file: string | null;
  readonly settings: readonly { readonly key: string; readonly value: unknown; readonly origin: string }[];
}

/** A template of a document: by its index, else the one at a position, else the first. */
export interface Target {
  readonly uri: string;
  readonly index?: number;
  readonly position?: Position;
}
