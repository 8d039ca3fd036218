// Starts the editor with the configuration that is made from the models, instead of a file beside it.
window.CMS_MANUAL_INIT = true;

// Its words are those of a blog that is published; here a file is saved.
const WORDS = {
  auth: { login: "Start editing" },
  editor: {
    editorToolbar: {
      publish: "Save",
      publishing: "Saving …",
      published: "Saved",
      publishNow: "Save now",
      publishAndCreateNew: "",
      publishAndDuplicate: "",
      changesSaved: "As it is saved",
    },
  },
  ui: { toast: { onFailToPersist: "Not saved. %{details}", entrySaved: "Saved", entryPublished: "Saved" } },
};

function reworded(words, ours) {
  const merged = { ...words };
  for (const [name, word] of Object.entries(ours)) {
    merged[name] = typeof word === "object" ? reworded(words[name] ?? {}, word) : word;
  }
  return merged;
}

window.addEventListener("DOMContentLoaded", async () => {
  const answer = await fetch("config.json");
  const config = await answer.json();
  document.getElementById("wait").remove();
  if (answer.ok) {
    window.CMS.registerLocale("en", reworded(window.CMS.getLocale("en"), WORDS));
    window.CMS.init({ config });
    return;
  }
  const note = document.createElement("pre");
  note.textContent = config.error;
  document.body.append(note);
});
