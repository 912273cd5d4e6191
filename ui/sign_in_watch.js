// A tab whose session ended goes to the sign-in page, also after the computer slept. Asking is not
// counted as something done. While the server is away Streamlit itself says so.
let again;
const ask = async () => {
  const answer = await fetch("/sign-in/still", { cache: "no-store" }).catch(() => null);
  clearTimeout(again); // one that fails, as while a page is brought back, is asked again soon
  if (!answer) again = setTimeout(ask, 2000);
  if (answer?.status !== 401) return;
  const here = location.pathname + location.search;
  location.replace("/sign-in?said=ended&next=" + encodeURIComponent(here));
};
for (const event of ["focus", "online", "pageshow"]) addEventListener(event, ask);
document.addEventListener("visibilitychange", () => document.hidden || ask());
setInterval(ask, 20000);
