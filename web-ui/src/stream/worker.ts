import { Hub, type Listener, type Wish } from "./hub";

const hub = new Hub();

// The library of types for a page has no SharedWorker's own scope; this is all that is used of it.
const scope = self as unknown as { onconnect: (event: MessageEvent) => void };

scope.onconnect = (event) => {
  const port = event.ports[0];
  if (!port) return;
  const tab: Listener = {
    tell: (news) => {
      port.postMessage(news);
    },
  };
  port.onmessage = (message: MessageEvent<Wish>) => {
    hub.hear(tab, message.data);
  };
};
