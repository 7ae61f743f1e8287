//! The samples of `docs/samples`: type-checked against the element's declarations by `tsc --noEmit`.
//!
//! `docs/embedding.md` shows the same text, which a test holds. Nothing of a sample is run.

use std::fs;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::project::Project;
use crate::setup::Kit;

/// The element's declarations, which samples import from beside themselves.
const DECLARATIONS: &str = "referral-analytics.d.ts";

/// The command that checks them, in a folder of its own where declarations and samples lie side by side.
pub(crate) fn check(kit: &Kit, project: &Project) -> Result<Command> {
    let packages = kit.typescript(project)?;
    let folder = project.scratch().join("samples");
    fs::create_dir_all(&folder)?;
    let mut files = vec![DECLARATIONS.to_owned()];
    fs::copy(
        project.root.join("static").join(DECLARATIONS),
        folder.join(DECLARATIONS),
    )?;
    let samples = project.root.join("docs").join("samples");
    for entry in fs::read_dir(&samples).with_context(|| format!("reading {}", samples.display()))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        fs::copy(entry.path(), folder.join(&name))?;
        files.push(name);
    }
    files.sort();
    let settings = settings(&packages.display().to_string(), &files);
    fs::write(folder.join("tsconfig.json"), settings)?;
    let mut command = kit.command("node");
    command
        .arg(packages.join("typescript").join("bin").join("tsc"))
        .arg("--project")
        .arg(&folder);
    Ok(command)
}

/// The packages lie in the user's cache and not above the samples, so their place is told.
fn settings(packages: &str, files: &[String]) -> String {
    let text = |text: &str| format!("\"{}\"", text.replace('\\', "/"));
    let files: Vec<String> = files.iter().map(|file| text(file)).collect();
    let places =
        [format!("{packages}/*"), format!("{packages}/@types/*")].map(|place| text(&place));
    format!(
        r#"{{
  "compilerOptions": {{
    "strict": true, "noEmit": true, "skipLibCheck": true, "noUnusedLocals": true, "isolatedModules": true,
    "target": "es2022", "module": "esnext", "moduleResolution": "bundler", "experimentalDecorators": true,
    "lib": ["es2023", "dom", "dom.iterable"], "types": [],
    "paths": {{ "*": [{}] }}
  }},
  "files": [{}]
}}
"#,
        places.join(", "),
        files.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn embedding_shows_the_samples_as_they_are_checked() {
        let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs");
        let shown = fs::read_to_string(docs.join("embedding.md")).unwrap();
        let mut count = 0;
        for entry in fs::read_dir(docs.join("samples")).unwrap() {
            let path = entry.unwrap().path();
            let sample = fs::read_to_string(&path).unwrap();
            let kind = path.extension().unwrap().to_str().unwrap();
            let block = format!("```{kind}\n{sample}```\n");
            assert!(
                shown.contains(&block),
                "docs/embedding.md has another {}",
                path.display()
            );
            count += 1;
        }
        assert_eq!(
            shown.matches("```ts").count(),
            count,
            "a sample in prose is not checked"
        );
    }

    #[test]
    fn settings_are_json_whatever_the_paths_are() {
        let settings = settings(r"C:\Users\x\node_modules", &["a.ts".to_owned()]);
        assert!(
            settings.contains("\"C:/Users/x/node_modules/@types/*\""),
            "{settings}"
        );
        assert!(settings.contains("\"files\": [\"a.ts\"]"), "{settings}");
    }
}
