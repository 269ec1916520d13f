// Asks the checker, which runs in a worker. Of checks, only the last one that waits is asked.

import { unpacked } from "./packed.js";

const textOf = (base64) => new Response(unpacked(base64)).text();

export class Checker {
  #worker;
  #open = new Map();
  #last = 0;
  #next = null;
  #busy = false;

  /** Starts the worker with the files that the page holds; returns what the checker says about itself. */
  async start() {
    const files = {};
    for (const each of document.querySelectorAll("script[data-file]")) {
      files[each.dataset.file] = each.textContent;
      each.remove();
    }
    const script = await textOf(files.worker);
    delete files.worker;
    this.#worker = new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
    this.#worker.onmessage = ({ data }) => {
      const { resolve, reject } = this.#open.get(data.id);
      this.#open.delete(data.id);
      if (data.error === undefined) resolve(JSON.parse(data.answer));
      else reject(new Error(data.error));
    };
    this.#worker.onerror = (event) => this.#open.forEach(({ reject }) => reject(new Error(event.message ?? "worker")));
    return this.ask(["about"], files);
  }

  ask(question, files) {
    return new Promise((resolve, reject) => {
      const id = ++this.#last;
      this.#open.set(id, { resolve, reject });
      this.#worker.postMessage({ id, question, files });
    });
  }

  /** Asks for a check, and hands its answer over unless a later check came in between. */
  check(question, done, failed) {
    this.#next = { question, done, failed };
    if (!this.#busy) this.#run();
  }

  async #run() {
    this.#busy = true;
    while (this.#next) {
      const { question, done, failed } = this.#next;
      this.#next = null;
      try {
        const answer = await this.ask(question);
        if (!this.#next) done(answer);
      } catch (error) {
        failed(error);
      }
    }
    this.#busy = false;
  }
}
